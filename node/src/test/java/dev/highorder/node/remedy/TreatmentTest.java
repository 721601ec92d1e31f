/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.Highorder;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.live.LiveNode;
import dev.highorder.evidence.live.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Remedies on a tree that looks like a node, whose kernel does what the test says.
class TreatmentTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String FRAGMENTED =
            "Node 0, zone   Normal  90000  60000   4000      0      0      0      0      0      0      0      0 \n";
    private static final String COMPACTED =
            "Node 0, zone   Normal   9000   6000    400    300    500     20      8      1      0      0      0 \n";
    private static final Action COMPACT = Action.of("compact").orElseThrow();
    private static final Action PROACTIVE = Action.of("vm.compaction_proactiveness").orElseThrow();

    @TempDir Path dir;
    Path root;
    Path audit;
    Instant now = NOW;

    @BeforeEach
    void makeNode() throws IOException {
        root = Files.createDirectory(dir.resolve("host"));
        audit = dir.resolve("log/audit.jsonl");
        write("proc/version", "Linux version 6.12.48+deb13-amd64 (x)\n");
        write("proc/sys/kernel/osrelease", "6.12.48+deb13-amd64\n");
        write("etc/hostname", "node-7\n");
        write("proc/loadavg", "0.50 0.40 0.30 1/200 1\n");
        write("sys/devices/system/cpu/online", "0-1,3\n");
        write("proc/cmdline", "ro quiet\n");
        write(
                "proc/pressure/memory",
                "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        write("proc/buddyinfo", FRAGMENTED);
        meminfo("Dirty:  100 kB\nSwapTotal:  1000 kB\nSwapFree:  1000 kB\n");
        write("proc/sys/vm/compact_memory", "");
        write("proc/sys/vm/drop_caches", "0\n");
        write("proc/sys/vm/compaction_proactiveness", "20\n");
    }

    @Test
    void compactionThatMakesBlocksWorkedAndIsRecordedBeforeAndAfter() throws IOException {
        Run run =
                treatment(
                                write -> {
                                    // by then the intent is on the disk
                                    assertThat(records())
                                            .extracting(AuditRecord::kind)
                                            .containsExactly("intent");
                                    write("proc/buddyinfo", COMPACTED);
                                })
                        .apply(COMPACT, evidence(4));

        assertThat(run.refusal()).isEmpty();
        assertThat(run.verdict())
                .contains(new Verdict("worked", "blocks of order 4: 0 before, 580 after"));
        assertThat(run.auditRecord()).contains(audit + ":2");
        assertThat(records()).extracting(AuditRecord::kind).containsExactly("intent", "result");
        assertThat(records().getLast().verdict()).isEqualTo(run.verdict());
        assertThat(Files.readString(audit))
                .contains(
                        "\"who\":{\"user\":\"root\",\"sudoUser\":\"ann\",\"loginUid\":\"1000\",\"pid\":77}");
        assertThat(Files.getPosixFilePermissions(audit)).hasSize(2);
    }

    @Test
    void compactionThatMakesNoneDidNotWork() throws IOException {
        Run run = treatment(write -> {}).apply(COMPACT, evidence(4));

        assertThat(run.verdict())
                .contains(new Verdict("did-not-work", "blocks of order 4: 0 before, 0 after"));
    }

    @Test
    void aSmallGainOfBlocksThatWereThereProvesNothing() throws IOException {
        write("proc/buddyinfo", COMPACTED);
        Snapshot before = snapshot();
        write("proc/buddyinfo", COMPACTED.replace("500 ", "540 "));

        assertThat(Verdict.of(COMPACT, before, snapshot(), Optional.of("1")).word())
                .isEqualTo("unsure");
    }

    @Test
    void aProbeThatFailsBeforeAndSucceedsAfterIsTheProof() throws IOException {
        Path flag = dir.resolve("cured");
        Treatment.Request request = request(Optional.of("test -e '" + flag + "'"), false);
        Run run =
                new Treatment(request, clock(), write -> Files.createFile(flag))
                        .apply(COMPACT, evidence(4));

        assertThat(run.verdict().orElseThrow().word()).isEqualTo("worked");
        assertThat(run.verdict().orElseThrow().reason())
                .isEqualTo(
                        "the probe failed before and succeeds now; blocks of order 4: 0 before, 0 after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load|proc/loadavg|9.00 0.4 0.3 1/2 1",
                "load|proc/loadavg|nothing",
                "pressure|proc/pressure/memory|some avg10=60.00 avg60=0.00",
                "kernel|proc/cmdline|ro isolcpus=1",
                "kernel|proc/sys/kernel/osrelease|?",
                "swap|proc/meminfo|MemTotal: 8000000 kB,SwapTotal: 1000 kB,SwapFree: 10 kB",
            })
    void eachGuardRefusesForItsOwnReason(String guard, String file, String text)
            throws IOException {
        Case evidence = evidence(4);
        write(file, text.replace(',', '\n') + "\n");

        Run run = treatment(this::unexpected).apply(COMPACT, evidence);

        assertThat(run.refusal().map(Guard::name)).contains(guard);
        assertThat(audit).doesNotExist();
    }

    @Test
    void dirtyPagesStandInTheWayOfDroppingCaches() throws IOException {
        Case evidence = evidence(4);
        meminfo("Dirty:  900000 kB\nSwapTotal:  0 kB\nSwapFree:  0 kB\n");

        Run run =
                treatment(this::unexpected)
                        .apply(Action.of("drop-caches-2").orElseThrow(), evidence);

        assertThat(run.refusal().map(Guard::name)).contains("dirty");
    }

    @Test
    void muchSlabOnAnOldKernelStandsInTheWayOfDroppingIt() throws IOException {
        Case evidence = evidence(4);
        write("proc/sys/kernel/osrelease", "3.10.0-1160.49.1.el7.x86_64\n");
        meminfo("Dirty: 0 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\nSReclaimable: 30000000 kB\n");

        Run run =
                treatment(this::unexpected)
                        .apply(Action.of("drop-caches-2").orElseThrow(), evidence);

        assertThat(run.refusal())
                .contains(
                        new Guard(
                                "kernel",
                                false,
                                "3.10.0-1160.49.1.el7.x86_64 drops much slab without stopping for anybody, and there are 28 GiB of it"));
    }

    @Test
    void slabIsDroppedBeforeAllCachesAre() throws IOException {
        Run run =
                treatment(this::unexpected)
                        .apply(Action.of("drop-caches-3").orElseThrow(), evidence(4));

        assertThat(run.refusal().map(Guard::name)).contains("gentler-first");
    }

    @Test
    void aHealthyNodeIsLeftAlone() throws IOException {
        write(
                "proc/buddyinfo",
                "Node 0, zone   Normal   9000   6000    400    300    500    200    800    100     80     70   6000 \n");

        Run run = treatment(this::unexpected).apply(COMPACT, evidence(4));

        assertThat(run.refusal().map(Guard::name)).contains("evidence");
        assertThat(run.refusal().map(Guard::reason).orElseThrow())
                .contains("the diagnosis is healthy");
    }

    @Test
    void aSecondRunHasToWait() throws IOException {
        treatment(write -> {}).apply(COMPACT, evidence(4));
        now = NOW.plus(Duration.ofMinutes(9));
        Run soon = treatment(this::unexpected).apply(COMPACT, evidence(4));
        now = NOW.plus(Duration.ofMinutes(11));
        Run later = treatment(write -> {}).apply(COMPACT, evidence(4));

        assertThat(soon.refusal().map(Guard::name)).contains("interval");
        assertThat(later.refusal()).isEmpty();
        assertThat(records()).hasSize(4);
    }

    @Test
    void aCordonThatNobodyKnowsOfIsNone() throws IOException {
        Run run =
                new Treatment(request(Optional.empty(), true), clock(), this::unexpected)
                        .apply(COMPACT, evidence(4));

        assertThat(run.refusal())
                .contains(new Guard("cordon", false, "not known: nothing is executed with --root"));
    }

    @ParameterizedTest
    @CsvSource({"node-7 true,true", "node-7 ,false", "node-8 true,", "'',"})
    void kubectlTellsWhetherTheNodeIsCordoned(String answer, Boolean cordoned) throws IOException {
        Path kubectl =
                Files.writeString(dir.resolve("kubectl"), "#!/bin/sh\nprintf '" + answer + "'\n");
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        Commands commands =
                new Commands(Map.of("PATH", dir + ":/usr/bin:/bin", "KUBECONFIG", "x"), 20);

        Cordon cordon = Cordon.of("node-7", new NodeState(new Root(Optional.empty())), commands);

        assertThat(cordon.state()).isEqualTo(Optional.ofNullable(cordoned));
    }

    @Test
    void onlyOneRunAtATime() throws IOException {
        Case evidence = evidence(4);
        try (AuditTrail held = AuditTrail.take(audit).orElseThrow()) {
            assertThat(held).isNotNull();
            Run run = treatment(this::unexpected).apply(COMPACT, evidence);
            assertThat(run.refusal().map(Guard::name)).contains("lock");
        }
    }

    @ParameterizedTest
    @CsvSource({"/dev/full", "/proc/none/audit.jsonl"})
    void withoutARecordNothingIsWritten(Path nowhere) throws IOException {
        Case evidence = evidence(4);
        audit = nowhere;

        try {
            Run run = treatment(this::unexpected).apply(COMPACT, evidence);
            assertThat(run.refusal().map(Guard::name)).contains("audit");
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("/proc/none");
        }
    }

    @Test
    void aRunThatEndedInBetweenIsToldOfAndNoLineIsLost() throws IOException {
        assertThatThrownBy(() ->
                        treatment(
                                        write -> {
                                            throw new IllegalStateException("killed");
                                        })
                                .apply(PROACTIVE, evidence(4)))
                .isInstanceOf(IllegalStateException.class);
        Files.writeString(audit, "{\"schema\":\"highor", java.nio.file.StandardOpenOption.APPEND);

        Run plan = treatment(this::unexpected).plan(COMPACT, evidence(4), true);
        treatment(write -> {}).apply(COMPACT, evidence(4));

        assertThat(plan.told())
                .containsExactly(
                        "the run of vm.compaction_proactiveness at 2026-06-01T12:00:00Z by root ended before its result was recorded; /proc/sys/vm/compaction_proactiveness is 20");
        assertThat(records())
                .extracting(AuditRecord::kind)
                .containsExactly("intent", "unfinished", "intent", "result");
        assertThat(AuditTrail.unfinished(records())).isEmpty();
    }

    @Test
    void aSysctlIsSetAndItsOldValueComesBack() throws IOException {
        Treatment treatment = new Treatment(request(Optional.empty(), false), clock());
        Run set = treatment.apply(PROACTIVE, evidence(4));
        Path file = root.resolve("proc/sys/vm/compaction_proactiveness");

        assertThat(set.writes())
                .containsExactly(
                        new Write(
                                "/proc/sys/vm/compaction_proactiveness", "40", Optional.of("20")));
        assertThat(set.verdict().orElseThrow().word()).isEqualTo("unsure");
        assertThat(file).hasContent("40\n");
        assertThat(treatment.undo(PROACTIVE, true).refusal()).isEmpty();
        assertThat(file).hasContent("40\n");
        assertThat(treatment.undo(PROACTIVE, false).refusal()).isEmpty();
        assertThat(file).hasContent("20\n");
    }

    @Test
    void whatSomeoneElseChangedSinceIsNotUndone() throws IOException {
        Treatment treatment = new Treatment(request(Optional.empty(), false), clock());
        treatment.apply(PROACTIVE, evidence(4));
        write("proc/sys/vm/compaction_proactiveness", "60\n");

        assertThat(treatment.undo(PROACTIVE, false).refusal())
                .contains(
                        new Guard(
                                "unchanged",
                                false,
                                "/proc/sys/vm/compaction_proactiveness is 60, not the 40 that was written"));
    }

    @Test
    void aPlanWritesNothingAtAll() throws IOException {
        Run plan = treatment(this::unexpected).plan(COMPACT, evidence(4), true);

        assertThat(plan.refusal()).isEmpty();
        assertThat(plan.writes())
                .containsExactly(new Write("/proc/sys/vm/compact_memory", "1", Optional.empty()));
        assertThat(audit).doesNotExist();
    }

    @Test
    void eachNumaNodeIsCompactedForItself() throws IOException {
        write("sys/devices/system/node/node0/compact", "");
        write("sys/devices/system/node/node1/compact", "");

        assertThat(treatment(this::unexpected).plan(COMPACT, evidence(4), true).writes())
                .extracting(Write::path)
                .containsExactly(
                        "/sys/devices/system/node/node0/compact",
                        "/sys/devices/system/node/node1/compact");
    }

    private Treatment treatment(Kernel kernel) {
        return new Treatment(request(Optional.empty(), false), clock(), kernel);
    }

    private void unexpected(Write write) {
        throw new AssertionError("written: " + write);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Treatment.Request request(Optional<String> probe, boolean cordon) {
        return new Treatment.Request(
                new Root(Optional.of(root)),
                OptionalInt.empty(),
                audit,
                cordon,
                "node-7",
                probe,
                new Commands(Map.of("PATH", "/usr/bin:/bin"), 20),
                new AuditRecord.Who("root", Optional.of("ann"), Optional.of("1000"), 77));
    }

    private Snapshot snapshot() {
        return Snapshot.of(
                new NodeState(new Root(Optional.of(root))), 4, Optional.empty(), Optional.empty());
    }

    /// What the node's own files say.
    private Case evidence(int order) {
        Evidence evidence =
                LiveNode.read(
                        new LiveNode.Request(
                                Optional.of(root), NOW, false, NOW, "/nonexistent", true));
        return new Case(
                Highorder.diagnose(
                                evidence.sources(),
                                new Highorder.Options(
                                        Optional.empty(),
                                        OptionalInt.of(order),
                                        evidence.missing(),
                                        evidence.problems()))
                        .top(),
                OptionalInt.of(order));
    }

    private List<AuditRecord> records() {
        try {
            return AuditTrail.read(audit);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void meminfo(String rows) throws IOException {
        write(
                "proc/meminfo",
                "MemTotal:  8000000 kB\nMemFree:  900000 kB\nMemAvailable:  900000 kB\nCached:  1000000 kB\n"
                        + rows);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
