/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.klog.VmallocFailure.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// vmalloc failed (mm/vmalloc.c): for want of addresses, because the size is beyond the machine, or for a large page that it does
/// without. For want of single pages the page rules judge it.
public final class VmallocRule implements Rule {

    @Override
    public String id() {
        return "vmalloc";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<VmallocFailure> lead = examination.lead(VmallocFailure.class);
        if (lead.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        VmallocFailure failure = lead.get();
        if (selfTest(failure)) {
            return Ruling.Found.of(
                            Cause.HARMLESS,
                            Confidence.LIKELY,
                            "A self-test of the kernel",
                            "The kernel's own test module asks for what cannot be given and expects to be refused.",
                            List.of(failure.cite()))
                    .kb("KB-75");
        }
        if (failure.bytes().orElse(1) == 0 && failure.message().contains("allocation failure")) {
            return Ruling.Found.of(
                    Cause.KERNEL_BUG,
                    Confidence.LIKELY,
                    "Nothing was asked for",
                    failure.message()
                            + ": a size of 0 is refused before any page or address is looked for (mm/vmalloc.c,"
                            + " __vmalloc_node_range). The caller came to that size by itself; no memory was short.",
                    List.of(failure.cite()));
        }
        OptionalLong ram = ram(failure, examination);
        boolean beyond =
                failure.bytes().isPresent()
                        && ram.isPresent()
                        && failure.bytes().getAsLong() > ram.getAsLong();
        if (failure.reason() == Reason.ABSURD_SIZE || beyond) {
            return Ruling.Found.of(
                            Cause.KERNEL_BUG,
                            Confidence.LIKELY,
                            "The size that was asked for is beyond the machine",
                            failure.message()
                                    + ": "
                                    + failure.bytes().stream()
                                            .mapToObj(Amount::bytes)
                                            .findFirst()
                                            .orElse("more than all memory")
                                    + " were asked for"
                                    + ram.stream()
                                            .mapToObj(r -> " on a machine with " + Amount.bytes(r))
                                            .findFirst()
                                            .orElse("")
                                    + ". No state of the node could serve that: the caller took its size unchecked.",
                            List.of(failure.cite()))
                    .kb("KB-67");
        }
        if (failure.reason() == Reason.ADDRESS_RANGE) {
            return addresses(failure);
        }
        boolean seen = !examination.episode().orElseThrow().symptoms().isEmpty();
        if (failure.order().orElse(0) > 0 && !seen) {
            return Ruling.Found.of(
                            Cause.HARMLESS,
                            Confidence.LIKELY,
                            "vmalloc goes on with single pages",
                            "vmalloc tried pages of order "
                                    + failure.order().getAsInt()
                                    + " first; when these are not to be had it maps single pages instead (mm/vmalloc.c, since 5.13).",
                            List.of(failure.cite()))
                    .kb("KB-75");
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }

    /// `vmap allocation for size … failed` is printed where the search for a range found none. `vm_struct allocation failed` can
    /// also mean that the few bytes which describe the range were refused.
    private static Ruling addresses(VmallocFailure failure) {
        boolean search = !failure.message().contains("vm_struct");
        return Ruling.Found.of(
                        Cause.VMALLOC_EXHAUSTED,
                        search ? Confidence.CERTAIN : Confidence.LIKELY,
                        "The range of virtual addresses is used up",
                        "No free range of addresses"
                                + failure.bytes().stream()
                                        .mapToObj(b -> " for " + Amount.bytes(b))
                                        .findFirst()
                                        .orElse("")
                                + " was left in the area that vmalloc may use; that is not memory.",
                        List.of(failure.cite()))
                .kb("KB-25")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "the failure is of addresses, before any page was asked for",
                                List.of(failure.cite()),
                                Optional.of("KB-25")))
                .missing(
                        new Missing(
                                "who holds the addresses",
                                "names the callers with the largest areas",
                                "sort -k2 -n -r /proc/vmallocinfo | head -20; grep -i vmalloc /proc/meminfo"));
    }

    private static OptionalLong ram(VmallocFailure failure, Examination examination) {
        Optional<MemInfoDump> dump = failure.memInfo();
        Long pages = dump.map(d -> d.footer().get("ram")).orElse(null);
        return pages == null
                ? examination.node().memoryBytes()
                : OptionalLong.of(pages * dump.orElseThrow().pageSize().orElse(4096));
    }

    /// lib/test_vmalloc.c and its like: modules whose name begins with `test_`, and what runs in their threads.
    private static boolean selfTest(VmallocFailure failure) {
        for (StackFrame frame : failure.stack().map(StackDump::frames).orElse(List.of())) {
            if (frame.reliable() && frame.module().startsWith("test_")) {
                return true;
            }
        }
        return failure.comm().orElse("").startsWith("vmalloc_test/");
    }
}
