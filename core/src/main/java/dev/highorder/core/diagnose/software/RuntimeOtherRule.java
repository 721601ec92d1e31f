/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.Map;
import java.util.Optional;

/// The container software lost its own processes or sockets: a fault of its own, as long as the kernel log is silent. Of any other
/// error that no rule places, the errno is read out and nothing is concluded.
public final class RuntimeOtherRule implements Rule {

    /// Answers to a request that is wrong, and what is wrong with it.
    private static final Map<String, String> WRONG =
            Map.of(
                    "ENOENT", "a file or directory that should be there is not",
                    "EEXIST", "what was to be made is there already",
                    "ENOTDIR", "a file stands where a directory should",
                    "ENOEXEC", "the program is not one for this machine",
                    "ENODEV", "there is no such device or file system",
                    "ENXIO", "there is no such device or address",
                    "EINVAL", "the kernel does not take the argument");

    @Override
    public String id() {
        return "runtime-fault";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure = examination.lead(ContainerFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return switch (failure.get().clue()) {
            case RUNTIME_BROKEN -> broken(examination);
            case INIT_EOF, INIT_EXIT_STATUS, INIT_KILLED, INIT_RESET, NO_MEMORY, VETH_NO_MEMORY ->
                    Ruling.NotApplicable.OTHER_MATTER;
            case NO_SPACE ->
                    open(
                            examination,
                            "Something is full, and the message does not say what",
                            "ENOSPC is said by a full file system, but also by cgroup ids, mounts, inotify watches and"
                                    + " namespaces: the call and the file that would tell are not in the message.",
                            new Missing(
                                    "what is full",
                                    "tells a disk from a limit",
                                    "df -h; df -i; sysctl fs.mount-max fs.inotify user; grep memory /proc/cgroups"));
            case TRY_AGAIN ->
                    open(
                            examination,
                            "A call was to be tried again",
                            "EAGAIN here is not of a task that could not be made: a lock that is held or a read that would"
                                    + " block says the same.",
                            log());
            case NOT_PERMITTED ->
                    open(
                            examination,
                            "Something was forbidden",
                            "The errno is EPERM or EACCES: capabilities, seccomp, SELinux, AppArmor or a file's mode; memory"
                                    + " has no part in it.",
                            new Missing(
                                    "what the security modules denied",
                                    "names the module and the call",
                                    "journalctl -k --no-pager | grep -i -E 'avc|apparmor|seccomp'; ausearch -m avc,seccomp -ts recent"));
            case TIMEOUT ->
                    open(
                            examination,
                            "The software gave up waiting",
                            "A deadline passed. That tells that something was slow or hung, not what.",
                            log());
            case TOO_MANY_FILES, USER_NAMESPACES_OFF, STORAGE_ERROR -> unnamed(examination);
            case OTHER ->
                    failure.get()
                            .errno()
                            .filter(WRONG.keySet()::contains)
                            .map(errno -> wrong(examination, errno))
                            .orElseGet(() -> unnamed(examination));
        };
    }

    /// The kernel refused what it was asked for, not for want of anything.
    private static Ruling wrong(Examination examination, String errno) {
        return Ruling.Found.of(
                        Cause.RUNTIME_OTHER,
                        Confidence.POSSIBLE,
                        "The runtime asked for something that cannot be",
                        "The errno is "
                                + errno
                                + ": "
                                + WRONG.getOrDefault(errno, "")
                                + ". No shortage and no limit of the kernel is answered so; the request, or what an"
                                + " earlier step should have left, is at fault.",
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .missing(log());
    }

    private static Ruling unnamed(Examination examination) {
        return open(
                examination,
                "The software failed, the kernel is not named",
                "Nothing in the message points at the kernel's memory or at one of its limits.",
                log());
    }

    private static Ruling broken(Examination examination) {
        boolean kernelSilent = examination.node().all(KernelEvent.class).isEmpty();
        return Ruling.Found.of(
                        Cause.RUNTIME_OTHER,
                        kernelSilent ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "The runtime lost its own shim or daemon",
                        "The connection between parts of the container software broke; "
                                + (kernelSilent
                                        ? "no kernel message stands in the evidence."
                                        : "the kernel's messages in the evidence do not say why."),
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .kb("KB-64")
                .missing(log());
    }

    private static Ruling open(
            Examination examination, String title, String statement, Missing missing) {
        return Ruling.Found.of(
                        Cause.INCONCLUSIVE,
                        Confidence.POSSIBLE,
                        title,
                        statement,
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .missing(missing);
    }

    private static Missing log() {
        return new Missing(
                "the runtime's own log and the kernel's, of that moment",
                "tells why its shim or daemon went away or hung",
                "journalctl -k -u containerd -u docker -u crio -u kubelet --no-pager --since '2 hours ago'");
    }
}
