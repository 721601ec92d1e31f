/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.proc.ProcParsers;
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
}
