/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import dev.highorder.core.document.Frame;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import dev.highorder.core.runtime.ContainerFailure.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads failures of container operations out of a log: kubelet, containerd, docker, CRI-O, runc, podman, CNI,
/// events, and shells that cannot fork. One event that several programs print is several facts with the
/// same innermost message; what belongs together is not decided here.
public final class RuntimeLog {

    private RuntimeLog() {}

    /// Reads a log as the examined node's.
    public static Parsed<List<RuntimeFact>> read(List<Line> log) {
        return read(log, Origin.Role.NODE);
    }

    public static Parsed<List<RuntimeFact>> read(List<Line> log, Origin.Role role) {
        List<RuntimeFact> facts = new ArrayList<>();
        for (Line line : log) {
            if (!isKernels(line.frame()) && RuntimeLogFilter.passes(line.text())) {
                failure(line, role).ifPresent(facts::add);
            }
        }
        return Parsed.of(List.copyOf(facts));
    }

    private static boolean isKernels(Frame frame) {
        boolean dmesg =
                frame.tag().isEmpty()
                        && frame.host().isEmpty()
                        && frame.stamp()
                                .filter(stamp -> stamp.bootMicros().isPresent())
                                .isPresent();
        return dmesg || frame.tag().equals("kernel");
    }

    private static Optional<ContainerFailure> failure(Line line, Origin.Role role) {
        LogRecord record = LogRecord.of(line);
        ErrorText error = ErrorText.of(record.text());
        Symptom symptom = Symptom.of(error);
        if (!isFailure(record, error, symptom)) {
            return Optional.empty();
        }
        FailedCall call = FailedCall.of(error);
        Subject subject = Subject.of(record.fields(), error.flat());
        Frame frame = line.frame();
        Origin origin =
                new Origin(line.cite(), frame.host(), frame.stamp(), Optional.empty(), role);
        return Optional.of(
                new ContainerFailure(
                        origin,
                        component(record, error),
                        symptom.operation(),
                        error.innermost(),
                        symptom.clue(),
                        symptom.errno().map(Errno::name),
                        call.syscall(),
                        call.path(),
                        symptom.exitStatus(),
                        subject.pod(),
                        subject.namespace(),
                        subject.container(),
                        subject.sandbox(),
                        record.count()));
    }

    private static boolean isFailure(LogRecord record, ErrorText error, Symptom symptom) {
        boolean known = symptom.clue() != Clue.OTHER;
        boolean operation =
                symptom.operation() != Operation.OTHER && symptom.operation() != Operation.CGROUP;
        return switch (record.level()) {
            case ERROR -> known || (operation && saysFailed(error.flat()));
            case WARNING -> known || (operation && saysFailed(error.flat()));
            case INFO ->
                    known
                            && (record.fields().containsKey("err")
                                    || record.fields().containsKey("error"));
            case UNKNOWN -> isPlainFailure(record, error, symptom, known);
        };
    }

    /// Plain text is a failure where the words are a container program's own, or where a program says which
    /// call failed on what.
    private static boolean isPlainFailure(
            LogRecord record, ErrorText error, Symptom symptom, boolean known) {
        if (symptom.container()) {
            return known || saysFailed(error.flat());
        }
        FailedCall call = FailedCall.of(error);
        if (isCgroupWrite(call, symptom)) {
            return true;
        }
        if (!known || isKernelsAnswer(call, symptom.clue())) {
            return false;
        }
        boolean called = call.syscall().isPresent() && error.steps().size() > 1;
        return called
                || call.syscall().filter(name -> name.startsWith("inotify")).isPresent()
                || isThread(error.flat())
                || (!record.component().isEmpty() && error.steps().size() > 1)
                || (call.path().isPresent() && error.steps().size() > 2);
    }

    /// `write /sys/fs/cgroup/memory/…/memory.limit_in_bytes: device or resource busy`, as runtimes print the kernel's answer.
    private static boolean isCgroupWrite(FailedCall call, Symptom symptom) {
        boolean refused =
                symptom.errno().filter(e -> e == Errno.EBUSY || e == Errno.EOPNOTSUPP).isPresent();
        return refused
                && call.syscall().filter(name -> name.equals("write")).isPresent()
                && call.path().filter(path -> path.startsWith("/sys/fs/cgroup/")).isPresent();
    }

    /// Somebody was refused a file of the kernel's (`cat: …/memory.kmem.slabinfo: Input/output error`): that
    /// tells of the file, not of a container or a disk.
    private static boolean isKernelsAnswer(FailedCall call, Clue clue) {
        String path = call.path().orElse("");
        return clue == Clue.NOT_PERMITTED
                || (clue == Clue.STORAGE_ERROR
                        && (path.startsWith("/sys/") || path.startsWith("/proc/")));
    }

    private static boolean isThread(String flat) {
        return flat.contains("pthread_create failed")
                || flat.contains("newosproc")
                || flat.contains("new OS thread")
                || flat.contains("native thread");
    }

    private static boolean saysFailed(String flat) {
        String text = flat.toLowerCase(Locale.ROOT);
        return text.contains("fail")
                || text.contains("error")
                || text.contains("unable")
                || text.contains("cannot");
    }

    private static String component(LogRecord record, ErrorText error) {
        if (!record.component().isEmpty()) {
            return record.component();
        }
        String flat = error.flat();
        if (flat.startsWith("docker: ") || flat.contains("Error response from daemon")) {
            return "dockerd";
        }
        if (flat.startsWith("ctr: ")) {
            return "containerd";
        }
        if (flat.startsWith("ERRO[")
                || flat.startsWith("cannot clone")
                || flat.startsWith("user namespaces are")) {
            return "podman";
        }
        if (flat.startsWith("container_linux.go")
                || flat.startsWith("exec failed: ")
                || flat.startsWith("runc ")
                || flat.startsWith("process_linux.go")
                || flat.startsWith("OCI runtime")) {
            return "runc";
        }
        return flat.startsWith("plugin type=") || flat.startsWith("networkPlugin cni") ? "cni" : "";
    }
}
