/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.OomKill;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A global OOM kill, or a panic instead of one, whose report holds no zones. For a request of at most order 3 the kernel kills
/// only after reclaim made no progress in many rounds (mm/page_alloc.c, should_reclaim_retry), so memory was out; what held it,
/// the global counters may tell.
public final class OomRule implements Rule {

    private static final int COSTLY_ORDER = 3;

    @Override
    public String id() {
        return "oom";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> panic =
                examination.lead(KernelNotice.class).filter(KernelNotice::outOfMemoryPanic);
        if (panic.isPresent()) {
            return panic(panic.get());
        }
        Optional<OomKill> lead = examination.lead(OomKill.class).filter(kill -> !kill.memcg());
        boolean zones =
                examination
                        .failedRequest()
                        .map(RequestCase::zones)
                        .map(z -> !z.isEmpty())
                        .orElse(false);
        if (lead.isEmpty() || zones) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        OomKill kill = lead.get();
        boolean fault = kill.mode().mask().isPresent() && kill.mode().mask().getAsLong() == 0;
        if (fault && PageFaultOomRule.zonesAreFine(kill)) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (byHand(kill)) {
            return Ruling.Found.of(
                    Cause.INCONCLUSIVE,
                    Confidence.POSSIBLE,
                    "Somebody called the OOM killer",
                    "The report names no order: SysRq f, not a request for a page, called the OOM killer.",
                    List.of(kill.cite()));
        }
        if (kill.noKillable() && kill.comm().isEmpty() && !panicked(examination)) {
            return Ruling.Found.of(
                    Cause.MEMCG_LIMIT,
                    Confidence.LIKELY,
                    "A cgroup at its limit had no process to kill",
                    "The kernel found no process left to kill and went on. For want of the node's own memory it panics there;"
                            + " only at a cgroup's limit does it go on (mm/oom_kill.c, out_of_memory).",
                    List.of(kill.cite()));
        }
        boolean constrained =
                kill.constraint().filter(c -> !c.equals("CONSTRAINT_NONE")).isPresent();
        if (constrained || kill.order().orElse(0) > COSTLY_ORDER) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<MemoryPicture> picture =
                kill.memInfo().map(dump -> MemoryPictures.of(dump, kill.origin().stamp()));
        boolean userMemory =
                picture.map(p ->
                                anon(p) > 4 * file(p)
                                        && anon(p) > p.counter("slab_unreclaimable").orElse(0))
                        .orElse(false);
        return Ruling.Found.of(
                        Cause.MEMORY_EXHAUSTED,
                        kill.noKillable() || (userMemory && kill.order().orElse(0) == 0)
                                ? Confidence.LIKELY
                                : Confidence.POSSIBLE,
                        "The node ran out of memory",
                        (kill.noKillable()
                                        ? "The kernel found no process left to kill."
                                        : "The kernel killed a process"
                                                + order(kill)
                                                + ", which it does only when reclaim makes no progress.")
                                + picture.map(Consumers::sentence).orElse(""),
                        List.of(kill.cite()))
                .missing(Pictures.memInfo());
    }

    /// `check_panic_on_oom`, mm/oom_kill.c: with `vm.panic_on_oom` 1 the kernel panics only where no cpuset, mempolicy or cgroup
    /// bounds the request; with 2, "compulsory", also at a limit of theirs.
    private static Ruling panic(KernelNotice panic) {
        String reason = panic.value("reason").orElse("").toLowerCase(Locale.ROOT);
        boolean compulsory = reason.contains("compulsory");
        if (reason.startsWith("out of memory(memcg)")) {
            return Ruling.Found.of(
                    Cause.MEMCG_LIMIT,
                    Confidence.CERTAIN,
                    "A cgroup at its limit made the kernel panic",
                    "A cgroup had no memory left below its limit, and vm.panic_on_oom makes that a panic.",
                    List.of(panic.cite()));
        }
        return Ruling.Found.of(
                        Cause.MEMORY_EXHAUSTED,
                        compulsory ? Confidence.POSSIBLE : Confidence.LIKELY,
                        "The node ran out of memory, and panicked",
                        compulsory
                                ? "The kernel found no memory to reclaim, and vm.panic_on_oom=2 makes that a panic; it does so at"
                                        + " the limit of a cgroup or a cpuset, too."
                                : "The kernel found no memory to reclaim and no bound but the node's own, and panicked instead of"
                                        + " killing a process.",
                        List.of(panic.cite()))
                .missing(Pictures.memInfo());
    }

    private static String order(OomKill kill) {
        return kill.order().isPresent() ? " for a request of order " + kill.order().getAsInt() : "";
    }

    private static boolean panicked(Examination examination) {
        return examination.lead(OomKill.class).stream()
                        .anyMatch(k -> k.cite().text().contains("panic"))
                || examination.node().all(KernelNotice.class).stream()
                        .anyMatch(notice -> notice.kind() == KernelNotice.Kind.PANIC);
    }

    /// `moom_callback`, drivers/tty/sysrq.c: a mask, and an order of −1.
    private static boolean byHand(OomKill kill) {
        return kill.comm().isPresent()
                && kill.mode().mask().orElse(0) != 0
                && kill.order().isEmpty()
                && !kill.noKillable();
    }

    private static long anon(MemoryPicture picture) {
        return picture.counter("active_anon").orElse(0)
                + picture.counter("inactive_anon").orElse(0);
    }

    private static long file(MemoryPicture picture) {
        return picture.counter("active_file").orElse(0)
                + picture.counter("inactive_file").orElse(0);
    }
}
