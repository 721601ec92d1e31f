/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.proc.ProcParsers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeLogFilterTest {

    private static final String FRONT = "Jun  8 11:04:35 node-1 ";

    private static boolean says(String line) {
        return !RuntimeLog.read(
                        Transcript.read(SourceText.of("log", line), ProcParsers.all()).log())
                .value()
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containerd: time=\"2026-06-08T11:04:35Z\" level=info msg=\"RunPodSandbox for &PodSandboxMetadata{Name:web-1,Uid:1,Namespace:prod,Attempt:0,} returns sandbox id \\\"9b5b\\\"\"",
                "containerd[812]: time=\"2026-06-08T11:04:35Z\" level=info msg=\"shim disconnected\" id=9b5b namespace=k8s.io",
                "containerd: time=\"2026-06-08T11:04:35Z\" level=warning msg=\"cleaning up after shim disconnected\" id=9b5b namespace=k8s.io",
                "containerd: time=\"2026-06-08T11:04:35Z\" level=debug msg=\"connecting\" address=/run/containerd/containerd.sock",
                "kubelet: I0608 11:04:34.865705    9632 prober.go:107] \"Probe failed\" probeType=\"Readiness\" output=\"Get http://10.0.0.7: context deadline exceeded\"",
                "kubelet: I0608 11:04:34.865705    9632 kuberuntime_manager.go:640] No ready pod sandbox for pod web-1 can be found. Need to start a new one"
            })
    void whatAProgramSaysInPassingIsNoFailure(String message) {
        assertThat(RuntimeLogFilter.passes(FRONT + message)).isFalse();
        assertThat(says(FRONT + message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containerd: time=\"2026-06-08T11:04:35Z\" level=error msg=\"RunPodSandbox for &PodSandboxMetadata{Name:web-1,Uid:1,Namespace:prod,Attempt:0,} failed, error\" error=\"failed to start shim: ttrpc: closed\"",
                "containerd: time=\"2026-06-08T11:04:35Z\" level=warning msg=\"ttrpc: received message on inactive stream\"",
                "kubelet: W0608 11:04:34.865705    9632 x.go:1] StopPodSandbox \"9b5b\" failed: context deadline exceeded",
                "kubelet: E0608 11:04:34.865705    9632 x.go:1] container runtime is down: no dial to /run/containerd/containerd.sock"
            })
    void aFailureIsNotTakenForOrdinary(String message) {
        assertThat(RuntimeLogFilter.passes(FRONT + message)).isTrue();
        assertThat(says(FRONT + message)).isTrue();
    }

    /// The level decides only where nothing in the line speaks against it.
    @Test
    void twoLevelsInOneLineAreNotTrusted() {
        assertThat(
                        RuntimeLogFilter.isOrdinary(
                                "E0608 11:04:34.865705 9632 x.go:1] PodSandbox: level=info msg=x"))
                .isFalse();
        assertThat(RuntimeLogFilter.isOrdinary("level=info msg=\"PodSandbox level=warning\""))
                .isFalse();
        assertThat(RuntimeLogFilter.isOrdinary("level=info msg=\"PodSandbox\" err=x")).isFalse();
        assertThat(
                        RuntimeLogFilter.isOrdinary(
                                "I0608 11:04:34.865705 9632 x.go:1] W0608 11:04:34.865705 9632 x.go:1] PodSandbox"))
                .isFalse();
        assertThat(RuntimeLogFilter.isOrdinary("PodSandbox")).isFalse();
    }

    /// The definition, in as many words: lines are judged by bytes, eight at a time, and must come out the same.
    private static boolean definition(String line) {
        boolean info = line.matches(KLOG.formatted("I"));
        boolean other = line.matches(KLOG.formatted("[WEF]"));
        if (line.contains("err")) {
            return false;
        }
        if (line.contains("level=")) {
            return (!line.matches(".*level=(?!info|debug).*")
                            && line.contains("msg=")
                            && !info
                            && !other)
                    || line.contains("msg=\"cleaning up after shim disconnected\"");
        }
        return info && !other;
    }

    private static final String KLOG = "(?=.*\\] ).*%s[0-9]{4} ..:.*";

    @Test
    void everyMixOfTheirWordsIsJudgedByTheDefinition() {
        String[] words = {
            "err",
            "er",
            "r",
            "level=",
            "info",
            "debug",
            "warning",
            "msg=",
            "msg",
            "=",
            ":",
            " ",
            "\"cleaning up after shim disconnected\"",
            "I0608 11:",
            "W0608 11:",
            "F0608 1",
            "] ",
            "]",
            "x"
        };
        Random random = new Random(5);
        int ordinary = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(12); word >= 0; word--) {
                text.append(words[random.nextInt(words.length)]);
            }
            String line = text.toString();
            boolean expected = definition(line);
            ordinary += expected ? 1 : 0;
            byte[] among = ("err level=" + line + "err").getBytes(StandardCharsets.US_ASCII);

            assertThat(RuntimeLogFilter.isOrdinary(line)).as(line).isEqualTo(expected);
            assertThat(RuntimeLogFilter.isOrdinary(among, 10, among.length - 3))
                    .as(line)
                    .isEqualTo(expected);
        }
        assertThat(ordinary).isBetween(2_000, 100_000);
    }
}
