/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Line;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.klog.read.KernelLogFilter;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.ProcParsers;
import dev.highorder.core.runtime.RuntimeFact;
import dev.highorder.core.runtime.RuntimeLog;
import dev.highorder.core.runtime.RuntimeLogFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A log that is too large to be kept whole says the same as it would if it were.
class LogFilterTest {

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));
    private static final int BYTES = 9 << 20;
    private static final List<String> NOISE =
            List.of(
                    "systemd: Started Session %d of user root.",
                    "kubelet: I0608 11:04:34.8657 9632 kubelet.go:1932] SyncLoop (PLEG): \"web-%d\", event: ContainerStarted",
                    "containerd: time=\"2026-06-08T11:04:35Z\" level=info msg=\"shim reaped\" id=%d",
                    "kernel: docker0: port 3(veth%d) entered forwarding state",
                    "kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth%d: link becomes ready",
                    "sshd[%d]: Accepted publickey for root from 10.0.0.7 port 22 ssh2");
    private static final List<String> RUNTIME =
            List.of(
                    "kubelet: E0608 11:04:34.865705 9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container for pod \"web-%d\": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown",
                    "containerd: time=\"2026-06-08T11:04:35Z\" level=error msg=\"RunPodSandbox for &PodSandboxMetadata{Name:web-%d,Namespace:prod,Attempt:0,} failed, error\" error=\"failed to create containerd task: failed to create shim: OCI runtime create failed: runc create failed: unable to start container process: can't get final child's PID from pipe: EOF: unknown\"",
                    "kernel: nf_conntrack: table full, dropping packet",
                    "kernel: bash (%d): drop_caches: 3",
                    "kernel: warn_alloc_failed: %d callbacks suppressed");

    static List<List<String>> reports() throws IOException {
        List<List<String>> reports = new ArrayList<>();
        List<String> incident = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("examples/node-1/messages"))) {
            incident.add(line.substring(line.indexOf("node-1 ") + 7));
        }
        reports.add(incident);
        try (Stream<Path> files = Files.walk(ROOT.resolve("core/src/test/resources/kernels"))) {
            for (Path file : files.filter(path -> path.endsWith("kmsg")).sorted().toList()) {
                List<String> lines = new ArrayList<>();
                for (String line : Files.readAllLines(file)) {
                    if (!line.startsWith(" ")) {
                        lines.add("kernel: " + line.substring(line.indexOf(';') + 1));
                    }
                }
                reports.add(lines);
            }
        }
        return reports;
    }

    /// Ordinary lines with a report here and there, some with a line of another program in the midst of them.
    private static String log(Random random) throws IOException {
        List<List<String>> reports = reports();
        StringBuilder text = new StringBuilder(BYTES + 100_000);
        int second = 0;
        while (text.length() < BYTES) {
            int kind = random.nextInt(5000);
            List<String> lines =
                    kind < reports.size()
                            ? reports.get(kind)
                            : List.of(kind < 30 ? any(RUNTIME, random) : any(NOISE, random));
            second++;
            for (String line : lines) {
                if (lines.size() > 1 && random.nextInt(25) == 0) {
                    line(second, any(NOISE, random), text);
                }
                line(second, line, text);
            }
        }
        return text.toString();
    }

    private static String any(List<String> lines, Random random) {
        String line = lines.get(random.nextInt(lines.size()));
        return line.replace("%d", Integer.toString(random.nextInt(100_000)));
    }

    private static void line(int second, String message, StringBuilder text) {
        String time =
                LocalTime.ofSecondOfDay(second % 86_400).format(DateTimeFormatter.ISO_LOCAL_TIME);
        text.append("Jun  1 ").append(time).append(" node-1 ").append(message).append('\n');
    }

    private static SourceText filtered(String text) throws IOException {
        KeptLines kept = new KeptLines("log", new Allowance());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new LogScan(
                        new ByteArrayInputStream(bytes),
                        Interest.scanner(bytes, Math.min(bytes.length, 100_000)),
                        new ChosenLines(kept, 0))
                .run();
        SourceText whole = SourceText.of("log", "");
        return new SourceText(
                "log",
                kept.lines(),
                whole.readAt(),
                whole.host(),
                Origin.Role.NODE,
                kept.problems());
    }

    private static List<Line> read(SourceText text) {
        return Transcript.read(text, ProcParsers.all()).log();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noEventIsLost(long seed) throws IOException {
        String text = log(new Random(seed));
        SourceText kept = filtered(text);
        List<Line> all = read(SourceText.of("log", text));
        List<Line> some = read(kept);

        List<KernelEvent> events = KernelLog.read(all).value();
        List<RuntimeFact> failures = RuntimeLog.read(all).value();
        assertThat(events).hasSizeGreaterThan(100);
        assertThat(failures).hasSizeGreaterThan(100);
        assertThat(KernelLog.read(some).value()).isEqualTo(events);
        assertThat(RuntimeLog.read(some).value()).isEqualTo(failures);
        assertThat(kept.lines().size() * 2).isLessThan(text.lines().toList().size());
    }

    static Stream<String> literals() {
        return Stream.of(
                        KernelLogFilter.REPORTS,
                        KernelLogFilter.MESSAGES,
                        KernelLogFilter.LOSSES,
                        RuntimeLogFilter.LITERALS,
                        RuntimeLogFilter.ORDINARY)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void aLineWithAnyOfTheReadersLiteralsIsKept(String literal) throws IOException {
        String noise = "Jun  1 00:00:00 node-1 kernel: eth0: link becomes ready\n";
        SourceText kept = filtered(noise.repeat(20) + "x" + literal + "x\n" + noise.repeat(200));

        int behind = KernelLogFilter.opensReport(literal) ? KernelLogFilter.CONTEXT_LINES : 1;
        assertThat(kept.lines()).anyMatch(line -> line.number() == 21);
        assertThat(kept.lines()).anyMatch(line -> line.number() == 21 + behind);
    }

    @Test
    void aMessageInFrontOfAReportsWordsDoesNotShortenIt() throws IOException {
        String noise = "Jun  1 00:00:00 node-1 kernel: eth0: link becomes ready\n";
        SourceText kept =
                filtered("Task in /a killed as a result of limit of /b\n" + noise.repeat(200));

        assertThat(kept.lines()).hasSize(1 + KernelLogFilter.CONTEXT_LINES);
    }
}
