/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.Settings;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.system.Sysctl;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Strict commit accounting (`vm.overcommit_memory=2`) refuses address space, not pages: fork and mmap say ENOMEM while memory is
/// free (mm/util.c, __vm_enough_memory). In the other modes Committed_AS may pass CommitLimit and means nothing; mode 0 refuses only
/// one mapping that is larger than all memory and swap.
public final class OvercommitRule implements Rule {

    private static final String SETTING = "vm.overcommit_memory";

    /// A fork or a mapping asks for more than the rest, long before the sum stands at the limit.
    private static final long NEAR_PERCENT = 90;

    @Override
    public String id() {
        return "overcommit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> said =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.OVERCOMMIT);
        boolean refused =
                examination
                        .lead(ContainerFailure.class)
                        .filter(OvercommitRule::asksForAddresses)
                        .isPresent();
        boolean state = examination.episode().isEmpty();
        if (said.isEmpty() && !refused && !state) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Settings settings = Settings.of(examination);
        boolean strict = settings.is(SETTING, 2);
        Optional<MemInfo> promised =
                examination.node().all(MemInfo.class).stream()
                        .filter(m -> percent(m) >= 0)
                        .findFirst();
        boolean full = promised.map(m -> percent(m) >= NEAR_PERCENT).orElse(false);
        if (said.isEmpty() && (!strict || (promised.isPresent() && !full))) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (state && promised.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = new ArrayList<>();
        examination.episode().map(Episode::lead).map(Fact::cite).ifPresent(cites::add);
        settings.get(SETTING).map(Sysctl::cite).ifPresent(cites::add);
        promised.flatMap(m -> m.cite("Committed_AS")).ifPresent(cites::add);
        return Ruling.Found.of(
                        Cause.OVERCOMMIT,
                        confidence(said.isPresent(), strict, full),
                        said.isPresent() || full
                                ? "The commit limit is reached"
                                : "Commit accounting is strict",
                        sentence(examination, said, strict, promised),
                        cites)
                .kb("KB-61")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "what is refused is a promise of address space; no page was asked for",
                                cites,
                                Optional.of("KB-61")))
                .missing(missing(strict, promised));
    }

    /// Certain only where the kernel says that it refused and the setting says why.
    private static Confidence confidence(boolean said, boolean strict, boolean full) {
        if (said) {
            return strict ? Confidence.CERTAIN : Confidence.LIKELY;
        }
        return full ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static String sentence(
            Examination examination,
            Optional<KernelNotice> said,
            boolean strict,
            Optional<MemInfo> promised) {
        String start =
                said.isPresent()
                        ? "The kernel refused to promise "
                                + said.get()
                                        .value("bytes")
                                        .filter(b -> b.length() <= 18)
                                        .map(b -> Amount.bytes(Long.parseLong(b)))
                                        .orElse("more address space")
                        : examination.episode().isPresent()
                                ? "The call failed with ENOMEM under strict commit accounting (vm.overcommit_memory=2)"
                                : "Commit accounting is strict (vm.overcommit_memory=2)";
        String figures =
                promised.filter(_ -> strict || said.isEmpty())
                        .map(m ->
                                ": "
                                        + Amount.bytes(m.bytes("Committed_AS").orElse(0))
                                        + " are committed of a limit of "
                                        + Amount.bytes(m.bytes("CommitLimit").orElse(0)))
                        .orElse("");
        return start + figures + "; that is accounting, not a shortage of pages.";
    }

    /// fork and mmap are accounted; making a directory, say, is not.
    private static boolean asksForAddresses(ContainerFailure failure) {
        if (failure.clue() != ContainerFailure.Clue.NO_MEMORY) {
            return false;
        }
        return switch (failure.syscall().orElse("")) {
            case "", "fork", "clone", "fork/exec", "exec", "execve", "mmap" -> true;
            default -> false;
        };
    }

    /// Committed_AS in per cent of CommitLimit; -1 where one is not shown.
    private static long percent(MemInfo info) {
        long limit = info.bytes("CommitLimit").orElse(0);
        return limit == 0 || info.bytes("Committed_AS").isEmpty()
                ? -1
                : Amount.percent(info.bytes("Committed_AS").getAsLong(), limit);
    }

    private static Missing[] missing(boolean strict, Optional<MemInfo> promised) {
        return strict && promised.isPresent()
                ? new Missing[0]
                : new Missing[] {
                    new Missing(
                            "the mode of commit accounting and what is committed",
                            "only mode 2 refuses at the limit",
                            "sysctl vm.overcommit_memory; grep -i commit /proc/meminfo")
                };
    }
}
