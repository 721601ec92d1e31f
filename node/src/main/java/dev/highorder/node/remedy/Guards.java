/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.model.KernelRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What must hold on the node before a remedy is run: each is judged, so that a person sees all that is in the way.
final class Guards {

    /// Runnable tasks a CPU: above it, what compaction takes is taken from others.
    private static final double MOST_LOAD = 2;

    /// Per cent of the last 10 seconds in which a task, or all of them, waited for memory.
    private static final double MOST_SOME = 25;

    private static final double MOST_FULL = 10;

    /// Of memory that waits to be written: it cannot be dropped, and writing it out would be waited for.
    private static final long DIRTY_SHARE = 20;

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration RECENT = Duration.ofHours(24);

    /// Slab, in KiB, whose dropping takes an old kernel minutes in which nothing stops it.
    private static final long MUCH_SLAB = 4L << 20;

    private final NodeState state;
    private final Action action;
    private final List<Guard> guards = new ArrayList<>();

    private Guards(NodeState state, Action action) {
        this.state = state;
        this.action = action;
    }

    /// All guards of an action, `evidence` first.
    ///
    /// @param cordoned whether the node is cordoned, where that is asked for: absent inside where nobody knows
    static List<Guard> of(
            NodeState state,
            Action action,
            List<Write> writes,
            Guard evidence,
            List<AuditRecord> audit,
            Optional<Cordon> cordoned,
            Instant now) {
        Guards guards = new Guards(state, action);
        guards.guards.add(evidence);
        guards.target(writes);
        guards.kernel();
        if (action.kind() != Action.Kind.SYSCTL) {
            guards.load();
            guards.pressure();
            guards.swap();
        }
        if (action.kind() == Action.Kind.DROP_CACHES) {
            guards.dirty();
        }
        guards.audit(audit, now);
        cordoned.ifPresent(
                cordon -> guards.add("cordon", cordon.state().orElse(false), cordon.statement()));
        return guards.guards;
    }

    private void add(String name, boolean passed, String reason) {
        guards.add(new Guard(name, passed, reason));
    }

    private void target(List<Write> writes) {
        if (writes.isEmpty()) {
            add(
                    "target",
                    false,
                    action.setting()
                            .filter(setting -> state.exists(setting.path()))
                            .map(setting -> "the value is as high as it is to be already")
                            .orElse("this kernel has no file for it"));
            return;
        }
        for (Write write : writes) {
            if (!state.isWritable(write.path())) {
                add("target", false, write.path() + " may not be written; run it as root");
                return;
            }
        }
        add(
                "target",
                true,
                writes.size() == 1 ? writes.getFirst().path() : writes.size() + " files");
    }

    private void kernel() {
        Optional<KernelRelease> release = state.release();
        if (release.isEmpty()) {
            add("kernel", false, "which kernel this is cannot be told");
            return;
        }
        String name = release.get().text();
        String line = " " + state.text("/proc/cmdline").orElse("") + " ";
        boolean isolated = line.contains(" isolcpus=") || line.contains(" nohz_full=");
        if (action.kind() == Action.Kind.COMPACT && isolated) {
            add(
                    "kernel",
                    false,
                    name
                            + " has isolated CPUs, and compaction first waits for every CPU to empty its lists");
            return;
        }
        OptionalLong slab = state.kibibytes("SReclaimable");
        if (action.kind() == Action.Kind.DROP_CACHES
                && action.dropLevel() >= 2
                && release.get().below(4, 0)
                && slab.orElse(Long.MAX_VALUE) > MUCH_SLAB) {
            add(
                    "kernel",
                    false,
                    name
                            + " drops much slab without stopping for anybody, and there "
                            + (slab.isPresent()
                                    ? "are " + (slab.getAsLong() >> 20) + " GiB of it"
                                    : "is no telling how much"));
            return;
        }
        add("kernel", true, name);
    }

    private void load() {
        OptionalDouble load = state.load();
        int cpus = state.cpus();
        if (load.isEmpty()) {
            add("load", false, "/proc/loadavg cannot be read");
            return;
        }
        add(
                "load",
                load.getAsDouble() <= MOST_LOAD * cpus,
                decimal(load.getAsDouble())
                        + " on "
                        + cpus
                        + (cpus == 1 ? " CPU" : " CPUs")
                        + "; at most "
                        + decimal(MOST_LOAD)
                        + " a CPU");
    }

    private void pressure() {
        OptionalDouble some = state.pressure("some");
        OptionalDouble full = state.pressure("full");
        if (some.isEmpty()) {
            add("pressure", true, "not known: this kernel does not measure it");
            return;
        }
        add(
                "pressure",
                some.getAsDouble() <= MOST_SOME && full.orElse(0) <= MOST_FULL,
                "some "
                        + decimal(some.getAsDouble())
                        + " %, full "
                        + decimal(full.orElse(0))
                        + " % of the last 10 s; at most "
                        + decimal(MOST_SOME)
                        + " and "
                        + decimal(MOST_FULL));
    }

    private void swap() {
        OptionalLong total = state.kibibytes("SwapTotal");
        OptionalLong free = state.kibibytes("SwapFree");
        if (total.isEmpty() || free.isEmpty()) {
            add("swap", false, "/proc/meminfo does not tell");
            return;
        }
        long used = total.getAsLong() - free.getAsLong();
        add(
                "swap",
                used * 2 <= total.getAsLong(),
                total.getAsLong() == 0
                        ? "there is none"
                        : mebibytes(used)
                                + " of "
                                + mebibytes(total.getAsLong())
                                + " in use; at most half");
    }

    private void dirty() {
        OptionalLong dirty = state.kibibytes("Dirty");
        OptionalLong total = state.kibibytes("MemTotal");
        if (dirty.isEmpty() || total.isEmpty()) {
            add("dirty", false, "/proc/meminfo does not tell");
            return;
        }
        long waiting = dirty.getAsLong() + state.kibibytes("Writeback").orElse(0);
        add(
                "dirty",
                waiting <= total.getAsLong() / DIRTY_SHARE,
                mebibytes(waiting)
                        + " wait to be written; at most "
                        + mebibytes(total.getAsLong() / DIRTY_SHARE)
                        + "; sync first");
    }

    private void audit(List<AuditRecord> audit, Instant now) {
        Optional<AuditRecord> last = Optional.empty();
        boolean gentlerTried = false;
        for (AuditRecord record : audit) {
            if (record.kind().equals(AuditRecord.RESULT) && record.id().equals(action.id())) {
                last = Optional.of(record);
            }
            gentlerTried |=
                    record.kind().equals(AuditRecord.RESULT)
                            && record.id().equals("drop-caches-2")
                            && record.time().isAfter(now.minus(RECENT));
        }
        boolean recent = last.map(record -> record.time().isAfter(now.minus(PAUSE))).orElse(false);
        add(
                "interval",
                !recent,
                last.map(record ->
                                "last run at "
                                        + record.time()
                                        + "; at least 10 minutes between two")
                        .orElse("never run here"));
        if (action.id().equals("drop-caches-3")) {
            add(
                    "gentler-first",
                    gentlerTried,
                    gentlerTried
                            ? "drop-caches-2 was run before"
                            : "drop-caches-2 comes before it, and was not run in the last 24 hours");
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String mebibytes(long kibibytes) {
        return (kibibytes >> 10) + " MiB";
    }
}
