/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.live.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Plans, runs and takes back remedies on one node: guards, a record of the intent, the write, a measurement, a record of
/// the result, in this order.
public final class Treatment {

    private static final int WRITE_SECONDS = 300;
    private static final int PROBES = 3;

    private final Request request;
    private final NodeState state;
    private final Clock clock;
    private final Kernel kernel;

    /// How a remedy is to be run.
    ///
    /// @param root of the node
    /// @param numaNode the only one to compact
    /// @param audit the file of the trail
    /// @param cordon whether the node must be cordoned
    /// @param node its name
    /// @param probe a command that fails as long as the remedy is needed
    /// @param commands runs the probe, and `kubectl`
    /// @param who runs it
    public record Request(
            Root root,
            OptionalInt numaNode,
            Path audit,
            boolean cordon,
            String node,
            Optional<String> probe,
            Commands commands,
            AuditRecord.Who who) {}

    public Treatment(Request request, Clock clock) {
        this(request, clock, Kernel.of(request.root()));
    }

    Treatment(Request request, Clock clock, Kernel kernel) {
        this.request = request;
        this.state = new NodeState(request.root());
        this.clock = clock;
        this.kernel = kernel;
    }

    /// The node's name, as it calls itself; empty where it does not say.
    public static String nodeName(Root root) {
        return new NodeState(root)
                .text(root.isOwn() ? "/proc/sys/kernel/hostname" : "/etc/hostname")
                .map(String::strip)
                .orElse("");
    }

    /// Who logged in, whatever they became since; absent where the kernel does not know.
    public static Optional<String> loginUid() {
        return new NodeState(new Root(Optional.empty()))
                .text("/proc/self/loginuid")
                .map(String::strip)
                .filter(uid -> !uid.equals("4294967295") && !uid.isEmpty());
    }

    /// What would be written and what stands in the way; changes nothing.
    ///
    /// @param live whether the evidence is of this node as it is now, so that guards can be judged
    public Run plan(Action action, Case evidence, boolean live) {
        List<AuditRecord> audit = List.of();
        Optional<Guard> unread = Optional.empty();
        try {
            audit = AuditTrail.read(request.audit());
        } catch (IOException failure) {
            unread =
                    Optional.of(
                            new Guard(
                                    "audit",
                                    false,
                                    request.audit() + ": " + IoMessage.of(failure)));
        }
        List<Write> writes = live ? writes(action) : anywhere(action);
        Snapshot now = snapshot(action, evidence.order(), Optional.empty());
        Optional<Cordon> cordon =
                request.cordon()
                        ? Optional.of(Cordon.of(request.node(), state, request.commands()))
                        : Optional.empty();
        Guard supported = evidence.supports(action, now);
        List<Guard> guards =
                live
                        ? Guards.of(
                                state, action, writes, supported, audit, cordon, clock.instant())
                        : List.of(supported);
        Run plan =
                Run.planned(
                        action,
                        writes,
                        guards,
                        live ? Optional.of(now) : Optional.empty(),
                        told(AuditTrail.unfinished(audit)));
        return live ? unread.map(plan::refusedBy).orElse(plan) : plan;
    }

    /// Runs it, unless a guard refuses.
    ///
    /// @throws IOException when it cannot be recorded, or not be written
    public Run apply(Action action, Case evidence) throws IOException {
        Run plan = plan(action, evidence, true);
        if (plan.refusal().isPresent()) {
            return plan;
        }
        return recorded(
                plan,
                trail -> {
                    Optional<Boolean> failing =
                            request.probe().map(probe -> request.commands().succeeds(probe));
                    Snapshot before = snapshot(action, evidence.order(), failing);
                    return run(action, plan, before, plan.guards().getFirst().reason(), trail);
                });
    }

    /// Writes the old value of a sysctl back.
    ///
    /// @param dry whether to stop before the write
    public Run undo(Action action, boolean dry) throws IOException {
        List<AuditRecord> audit = AuditTrail.read(request.audit());
        Optional<AuditRecord> last = Optional.empty();
        for (AuditRecord record : audit) {
            boolean written =
                    record.id().equals(action.id())
                            && record.kind().equals(AuditRecord.INTENT)
                            && record.writes().stream().allMatch(write -> write.old().isPresent());
            last = written ? Optional.of(record) : last;
        }
        List<Write> back = new ArrayList<>();
        List<Guard> guards = new ArrayList<>();
        String why =
                last.map(record -> "undo of the run at " + record.time())
                        .orElse("no run of it is recorded in " + request.audit());
        guards.add(new Guard("recorded", last.isPresent(), why));
        for (Write write : last.map(AuditRecord::writes).orElse(List.of())) {
            Optional<String> now = state.text(write.path()).map(String::strip);
            boolean ours = now.equals(Optional.of(write.value()));
            guards.add(
                    new Guard(
                            "unchanged",
                            ours,
                            write.path()
                                    + " is "
                                    + now.orElse("not to be read")
                                    + (ours
                                            ? ""
                                            : ", not the " + write.value() + " that was written")));
            guards.add(new Guard("target", state.isWritable(write.path()), write.path()));
            back.add(new Write(write.path(), write.old().orElse(""), now));
        }
        Run plan =
                Run.planned(
                        action, back, guards, Optional.empty(), told(AuditTrail.unfinished(audit)));
        if (dry || plan.refusal().isPresent()) {
            return plan;
        }
        return recorded(
                plan,
                trail -> run(action, plan, snapshot(action, 0, Optional.empty()), why, trail));
    }

    /// What is done while the audit trail is held.
    private interface Work {
        Run on(AuditTrail trail) throws IOException;
    }

    /// Does it as the only run there is, after a word on those that ended without a result.
    private Run recorded(Run plan, Work work) throws IOException {
        try (AuditTrail trail = AuditTrail.take(request.audit()).orElse(null)) {
            if (trail == null) {
                return plan.refusedBy(
                        new Guard(
                                "lock",
                                false,
                                "another run is in progress: it holds " + request.audit()));
            }
            closeUnfinished(trail);
            return work.on(trail);
        }
    }

    private Run run(Action action, Run plan, Snapshot before, String why, AuditTrail trail)
            throws IOException {
        String run = request.who().pid() + "-" + now().toEpochMilli();
        AuditRecord intent =
                new AuditRecord(
                        AuditRecord.INTENT,
                        run,
                        now(),
                        request.who(),
                        action.id(),
                        why,
                        plan.writes(),
                        Optional.of(before),
                        Optional.empty(),
                        Optional.empty());
        trail.add(intent);
        Optional<Verdict> trouble = Optional.empty();
        for (Write write : plan.writes()) {
            trouble = trouble.isPresent() ? trouble : write(write);
        }
        Optional<Boolean> probe =
                before.probe().isPresent() ? Optional.of(probeAgain()) : Optional.empty();
        Snapshot after = snapshot(action, before.order(), probe);
        Verdict verdict =
                trouble.orElseGet(() ->
                        Verdict.of(
                                action,
                                before,
                                after,
                                Optional.of(plan.writes().getLast().value())));
        AuditRecord result =
                new AuditRecord(
                        AuditRecord.RESULT,
                        run,
                        now(),
                        request.who(),
                        action.id(),
                        why,
                        plan.writes(),
                        Optional.of(before),
                        Optional.of(after),
                        Optional.of(verdict));
        try {
            return plan.done(before, after, verdict, Optional.of(trail.add(result)), List.of());
        } catch (IOException failure) {
            // it is done: what came of it must be said all the same
            return plan.done(
                    before,
                    after,
                    verdict,
                    Optional.empty(),
                    List.of(
                            request.audit()
                                    + ": the result could not be recorded ("
                                    + failure.getMessage()
                                    + "); the intent is"));
        }
    }

    private Optional<Verdict> write(Write write) {
        try {
            return kernel.write(write, WRITE_SECONDS)
                    ? Optional.empty()
                    : Optional.of(
                            Verdict.unsure(
                                    write.path()
                                            + ": the kernel is still at it after "
                                            + WRITE_SECONDS
                                            + " s"));
        } catch (IOException failure) {
            return Optional.of(
                    Verdict.didNotWork(write.path() + " was not written: " + failure.getMessage()));
        }
    }

    private boolean probeAgain() {
        for (int i = 0; i < PROBES; i++) {
            if (request.commands().succeeds(request.probe().orElse("false"))) {
                return true;
            }
        }
        return false;
    }

    /// Says once for each run of before that ended in between what is known of it.
    private void closeUnfinished(AuditTrail trail) throws IOException {
        for (AuditRecord open : AuditTrail.unfinished(AuditTrail.read(request.audit()))) {
            trail.add(
                    new AuditRecord(
                            AuditRecord.UNFINISHED,
                            open.run(),
                            now(),
                            request.who(),
                            open.id(),
                            told(List.of(open)).getFirst(),
                            open.writes(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    private List<String> told(List<AuditRecord> unfinished) {
        List<String> told = new ArrayList<>();
        for (AuditRecord open : unfinished) {
            StringBuilder line =
                    new StringBuilder("the run of ")
                            .append(open.id())
                            .append(" at ")
                            .append(open.time())
                            .append(" by ")
                            .append(open.who().user())
                            .append(" ended before its result was recorded");
            for (Write write : open.writes()) {
                Optional<String> now =
                        write.old().flatMap(old -> state.text(write.path())).map(String::strip);
                line.append("; ")
                        .append(write.path())
                        .append(
                                now.map(value ->
                                                value.equals(write.value())
                                                        ? " was written: it is " + value
                                                        : " is " + value)
                                        .orElse(" may have been written or not"));
            }
            told.add(line.toString());
        }
        return told;
    }

    private List<Write> writes(Action action) {
        return switch (action.kind()) {
            case COMPACT -> compaction();
            case DROP_CACHES -> {
                Write write = dropCaches(action);
                yield state.exists(write.path()) ? List.of(write) : List.of();
            }
            case SYSCTL -> setting(action.setting().orElseThrow());
        };
    }

    private static Write dropCaches(Action action) {
        return new Write(
                "/proc/sys/vm/drop_caches", Integer.toString(action.dropLevel()), Optional.empty());
    }

    /// What would be written on a node that is not at hand.
    private static List<Write> anywhere(Action action) {
        Write write =
                switch (action.kind()) {
                    case COMPACT -> new Write("/proc/sys/vm/compact_memory", "1", Optional.empty());
                    case DROP_CACHES -> dropCaches(action);
                    case SYSCTL -> {
                        Setting setting = action.setting().orElseThrow();
                        yield new Write(
                                setting.path(),
                                setting.value().map(String::valueOf).orElse("twice the old value"),
                                Optional.empty());
                    }
                };
        return List.of(write);
    }

    /// One NUMA node after the other, so that each stalls only its own; all at once where the kernel has no such files.
    private List<Write> compaction() {
        List<Integer> nodes = state.numaNodes();
        List<Write> writes = new ArrayList<>();
        for (int node : nodes) {
            if (request.numaNode().isEmpty() || request.numaNode().getAsInt() == node) {
                writes.add(
                        new Write(
                                "/sys/devices/system/node/node" + node + "/compact",
                                "1",
                                Optional.empty()));
            }
        }
        boolean whole = nodes.isEmpty() && request.numaNode().isEmpty();
        if (whole && state.exists("/proc/sys/vm/compact_memory")) {
            writes.add(new Write("/proc/sys/vm/compact_memory", "1", Optional.empty()));
        }
        return writes;
    }

    private List<Write> setting(Setting setting) {
        Optional<String> old = state.text(setting.path()).map(String::strip);
        return old.flatMap(value -> setting.next(value, state))
                .map(next -> List.of(new Write(setting.path(), next, old)))
                .orElse(List.of());
    }

    private Snapshot snapshot(Action action, int order, Optional<Boolean> probe) {
        return Snapshot.of(state, order, action.setting().map(Setting::path), probe);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
