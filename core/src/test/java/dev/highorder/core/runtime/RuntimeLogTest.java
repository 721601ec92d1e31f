/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Framing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import dev.highorder.core.runtime.ContainerFailure.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeLogTest {

    private static final String ID =
            "3f5bc9e1d2a84b60c7f1e0a9b8d7c6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9";

    static Stream<Arguments> inits() {
        String said = "getting the final child's pid from pipe: EOF";
        return Stream.of(
                Arguments.of(
                        "runc",
                        "container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF",
                        said),
                Arguments.of(
                        "runc",
                        "container_linux.go:348: starting container process caused \"process_linux.go:297: getting the final child's pid from pipe caused \\\"EOF\\\"\"",
                        said),
                Arguments.of(
                        "dockerd",
                        "docker: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown.",
                        said),
                Arguments.of(
                        "dockerd",
                        "Jun  8 11:04:35 node-1 dockerd[2201]: time=\"2022-06-08T11:04:35.1+08:00\" level=error msg=\"Handler for POST /v1.40/containers/"
                                + ID
                                + "/start returned error: OCI runtime create failed: container_linux.go:348: starting container process caused \\\"process_linux.go:297: getting the final child's pid from pipe caused \\\\\\\"EOF\\\\\\\"\\\": unknown\"",
                        said),
                Arguments.of(
                        "kubelet",
                        "Jun  8 11:04:35 node-1 kubelet: E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container for pod \"web-0\": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown",
                        said),
                Arguments.of(
                        "kubelet",
                        "E0608 11:04:34.865705    9632 pod_workers.go:965] \"Error syncing pod, skipping\" err=\"failed to \\\"CreatePodSandbox\\\" for \\\"web-0_shop(5d)\\\" with CreatePodSandboxError: \\\"Failed to create sandbox: rpc error: code = Unknown desc = getting the final child's pid from pipe caused \\\\\\\"EOF\\\\\\\": unknown\\\"\" pod=\"shop/web-0\" podUID=5d",
                        said),
                Arguments.of(
                        "runc",
                        "runc create failed: unable to start container process: can't get final child's PID from pipe: EOF",
                        "can't get final child's PID from pipe: EOF"),
                Arguments.of(
                        "containerd",
                        "time=\"2025-10-02T08:00:01.5Z\" level=error msg=\"RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:5d,Namespace:shop,Attempt:0,} failed, error\" error=\"rpc error: code = Unknown desc = failed to start sandbox container task \\\""
                                + ID
                                + "\\\": failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: can't get final child's PID from pipe: EOF: unknown\"",
                        "can't get final child's PID from pipe: EOF"));
    }

    @ParameterizedTest
    @MethodSource("inits")
    void deadInitIsOneMessageInEveryProgramsQuoting(String component, String line, String said) {
        ContainerFailure failure = only(line);

        assertThat(failure.clue()).isEqualTo(Clue.INIT_EOF);
        assertThat(failure.component()).isEqualTo(component);
        assertThat(failure.message()).isEqualTo(said);
    }

    @Test
    void kubeletNamesPodAndNamespace() {
        ContainerFailure failure =
                only(
                        "E0608 11:04:34.865705    9632 kuberuntime_sandbox.go:54] CreatePodSandbox for pod \"web-0_shop(5d-1)\" failed: rpc error: code = 2 desc = failed to start sandbox container for pod \"web-0\": Error response from daemon: cannot allocate memory");

        assertThat(failure.operation()).isEqualTo(Operation.SANDBOX);
        assertThat(failure.clue()).isEqualTo(Clue.NO_MEMORY);
        assertThat(failure.pod()).contains("web-0");
        assertThat(failure.namespace()).contains("shop");
    }

    @Test
    void jsonLoggingIsRead() {
        ContainerFailure failure =
                only(
                        "{\"ts\":1654657475123.4,\"caller\":\"kuberuntime/x.go:1\",\"msg\":\"RunPodSandbox from runtime service failed\",\"err\":\"rpc error: code = Unknown desc = mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device\",\"pod\":{\"name\":\"web-0\",\"namespace\":\"shop\"}}");

        assertThat(failure.pod()).contains("web-0");
        assertThat(failure.namespace()).contains("shop");
        assertThat(failure.errno()).contains("ENOSPC");
        assertThat(failure.syscall()).contains("mkdir");
        assertThat(failure.path()).contains("/sys/fs/cgroup/memory/kubepods/pod1");
        assertThat(failure.message())
                .isEqualTo("mkdir /sys/fs/cgroup/memory/kubepods/pod1: no space left on device");
    }

    @Test
    void cgroupPathNamesItsContainer() {
        ContainerFailure failure =
                only(
                        "process_linux.go:508: applying cgroup configuration for process caused: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod1/"
                                + ID
                                + ": cannot allocate memory");

        assertThat(failure.container()).contains(ID);
        assertThat(failure.operation()).isEqualTo(Operation.CGROUP);
        assertThat(failure.errno()).contains("ENOMEM");
    }

    @Test
    void eventsSayHowOften() {
        ContainerFailure described =
                only(
                        "  Warning  FailedCreatePodContainer  25s (x70 over 15m)  kubelet, 10.0.0.4  unable to ensure pod container exists: failed to create container for [kubepods besteffort pod1] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod1: no space left on device");
        ContainerFailure listed =
                only(
                        "shop        2m10s       Warning   FailedCreatePodSandBox   pod/web-0   Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox \""
                                + ID
                                + "\": plugin type=\"bridge\" failed (add): failed to create veth: cannot allocate memory");

        assertThat(described.component()).isEqualTo("event");
        assertThat(described.count()).isEqualTo(70);
        assertThat(described.operation()).isEqualTo(Operation.CGROUP);
        assertThat(listed.pod()).contains("web-0");
        assertThat(listed.sandbox()).contains(ID);
        assertThat(listed.clue()).isEqualTo(Clue.VETH_NO_MEMORY);
        assertThat(listed.count()).isEqualTo(1);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("bash: fork: Cannot allocate memory", Clue.NO_MEMORY, "ENOMEM", "fork", ""),
                call(
                        "-bash: fork: retry: Resource temporarily unavailable",
                        Clue.TRY_AGAIN,
                        "EAGAIN",
                        "fork",
                        ""),
                call(
                        "runtime/cgo: pthread_create failed: Resource temporarily unavailable",
                        Clue.TRY_AGAIN,
                        "EAGAIN",
                        "clone",
                        ""),
                call(
                        "runtime: failed to create new OS thread (have 9 already; errno=11)",
                        Clue.TRY_AGAIN,
                        "EAGAIN",
                        "clone",
                        ""),
                call(
                        "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached",
                        Clue.TRY_AGAIN,
                        "",
                        "clone",
                        ""),
                call(
                        "mkdir: cannot create directory '/sys/fs/cgroup/memory/probe': No space left on device",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "mkdir",
                        "/sys/fs/cgroup/memory/probe"),
                call(
                        "Error: failed to start container: fork/exec /usr/bin/runc: cannot allocate memory",
                        Clue.NO_MEMORY,
                        "ENOMEM",
                        "fork/exec",
                        "/usr/bin/runc"),
                call(
                        "Error response from daemon: failed to create endpoint web on network bridge: failed to add the host (veth1) <=> sandbox (veth2) pair interfaces: cannot allocate memory",
                        Clue.VETH_NO_MEMORY,
                        "ENOMEM",
                        "",
                        ""),
                call(
                        "E0608 11:04:34.865705    9632 raw.go:140] Failed to watch directory \"/sys/fs/cgroup/memory\": inotify_add_watch /sys/fs/cgroup/memory/kubepods: no space left on device",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "inotify_add_watch",
                        "/sys/fs/cgroup/memory/kubepods"),
                call(
                        "runc create failed: unable to start container process: error during container init: error mounting \"proc\" to rootfs at \"/proc\": mount proc:/proc (via /proc/self/fd/6), flags: 0xe: no space left on device: unknown",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "mount",
                        "/proc"),
                call(
                        "docker: Error response from daemon: error creating overlay mount to /var/lib/docker/overlay2/5f-init/merged: no space left on device.",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "",
                        "/var/lib/docker/overlay2/5f-init/merged"),
                call(
                        "adding interface veth5f to bridge br0 failed: exchange full",
                        Clue.NO_SPACE,
                        "EXFULL",
                        "",
                        ""),
                call(
                        "runc create failed: unable to start container process: unable to init seccomp: error loading seccomp filter into kernel: error loading seccomp filter: errno 524",
                        Clue.OTHER,
                        "ENOTSUPP",
                        "",
                        ""),
                call(
                        "symlink /proc/mounts /var/lib/docker/aufs/mnt/5f-init/etc/mtab: no space left on device",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "symlink",
                        "/var/lib/docker/aufs/mnt/5f-init/etc/mtab"),
                call(
                        "http: Accept error: accept unix /run/docker.sock: accept4: too many open files; retrying in 1s",
                        Clue.TOO_MANY_FILES,
                        "EMFILE",
                        "accept",
                        "/run/docker.sock"),
                call(
                        "udisksctl: Error mounting /dev/sdb1: Error creating mount point `/run/media/me/usb': No space left on device",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "mkdir",
                        "/run/media/me/usb"),
                call(
                        "Error during unshare(CLONE_NEWUSER): Operation not permitted",
                        Clue.USER_NAMESPACES_OFF,
                        "EPERM",
                        "",
                        ""),
                call(
                        "OCI runtime create failed: process_linux.go:326: applying cgroup configuration for process caused: failed to write 1 to memory.kmem.limit_in_bytes: write /sys/fs/cgroup/memory/docker/5f/memory.kmem.limit_in_bytes: operation not supported: unknown",
                        Clue.OTHER,
                        "EOPNOTSUPP",
                        "write",
                        "/sys/fs/cgroup/memory/docker/5f/memory.kmem.limit_in_bytes"),
                call(
                        "OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused \"read init-p: connection reset by peer\": unknown",
                        Clue.INIT_RESET,
                        "ECONNRESET",
                        "read",
                        ""),
                call(
                        "E0608 11:04:34.865705    9632 server.go:141] failed to create fsnotify watcher: too many open files",
                        Clue.TOO_MANY_FILES,
                        "EMFILE",
                        "inotify_init",
                        ""),
                call(
                        "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/app'",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "inotify_add_watch",
                        "/srv/app"),
                call(
                        "Failed to watch /srv/app; upper limit on inotify watches reached!",
                        Clue.NO_SPACE,
                        "ENOSPC",
                        "inotify_add_watch",
                        ""),
                call(
                        "System.IO.IOException: The configured user limit (128) on the number of inotify instances has been reached",
                        Clue.TOO_MANY_FILES,
                        "EMFILE",
                        "inotify_init",
                        ""),
                call(
                        "Failed to allocate directory watch: Too many open files",
                        Clue.TOO_MANY_FILES,
                        "EMFILE",
                        "inotify_init",
                        ""),
                call(
                        "F0608 11:04:34.865705    9632 server.go:141] read /var/lib/kubelet/pki/kubelet.crt: input/output error",
                        Clue.STORAGE_ERROR,
                        "EIO",
                        "read",
                        "/var/lib/kubelet/pki/kubelet.crt"));
    }

    private static Arguments call(
            String line, Clue clue, String errno, String syscall, String path) {
        return Arguments.of(line, clue, errno, syscall, path);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void callErrnoAndPathAreTakenFromTheInnermostError(
            String line, Clue clue, String errno, String syscall, String path) {
        ContainerFailure failure = only(line);

        assertThat(failure.clue()).isEqualTo(clue);
        assertThat(failure.errno().orElse("")).isEqualTo(errno);
        assertThat(failure.syscall().orElse("")).isEqualTo(syscall);
        assertThat(failure.path().orElse("")).isEqualTo(path);
    }

    @Test
    void theKindThatPodmanPutsBehindAnErrorIsNotItsCause() {
        ContainerFailure failure =
                only(
                        "Error: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: join session keyring: create session key: disk quota exceeded: OCI runtime error");

        assertThat(failure.message()).isEqualTo("create session key: disk quota exceeded");
        assertThat(failure.errno()).contains("EDQUOT");
    }

    @Test
    void exitStatusIsKept() {
        ContainerFailure failure =
                only(
                        "Nov 12 15:15:41 n-1 dockerd: time=\"2017-11-12T15:15:41Z\" level=error msg=\"containerd: start container\" error=\"oci runtime error: container_linux.go:247: starting container process caused \\\"process_linux.go:245: running exec setns process for init caused \\\\\\\"exit status 6\\\\\\\"\\\"\\n\" id="
                                + ID);

        assertThat(failure.clue()).isEqualTo(Clue.INIT_EXIT_STATUS);
        assertThat(failure.exitStatus()).hasValue(6);
        assertThat(failure.container()).contains(ID);
        assertThat(failure.message())
                .isEqualTo("running exec setns process for init: exit status 6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I0123 14:15:31.372181   26037 kubelet.go:1916] SyncLoop (PLEG): \"web-0_shop(5d)\", event: exit status 6",
                "time=\"2022-06-08T11:04:35Z\" level=info msg=\"shim disconnected\" id=abc",
                "A full disk also says: no space left on device.",
                "Jun  8 11:04:35 n kernel: XFS: no space left on device",
                "[ 12.345678] runc: mkdir /x: no space left on device",
                "Normal   SandboxChanged  3m12s (x4420 over 83m)  kubelet  Pod sandbox changed, it will be killed and re-created.",
                "cat: /sys/fs/cgroup/memory/kubepods/memory.kmem.slabinfo: Input/output error",
                "cat: /proc/slabinfo: Permission denied",
                "-bash: /proc/sys/vm/compact_memory: Permission denied",
                "the docker daemon failed us again"
            })
    void whatOnlyInformsIsNoFailure(String line) {
        assertThat(read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = getting the final child's pid from pi...",
                "time=\"2022-06-08T11:04:35Z\" level=error msg=\"OCI runtime create failed: getting the final child's pid from pipe caused \\\"EO",
                "{\"level\":\"error\",\"msg\":\"getting the final child's pid from pipe caused: EOF",
                "docker: Error response from daemon: \\\"\\\\\\\" getting the final child's pid from pipe caused \\"
            })
    void cutLinesAreStillUnderstood(String line) {
        assertThat(only(line).clue()).isEqualTo(Clue.INIT_EOF);
    }

    private static ContainerFailure only(String line) {
        List<RuntimeFact> facts = read(line);
        assertThat(facts).hasSize(1);
        return (ContainerFailure) facts.getFirst();
    }

    private static List<RuntimeFact> read(String text) {
        return RuntimeLog.read(Framing.lines(SourceText.of("log", text))).value();
    }
}
