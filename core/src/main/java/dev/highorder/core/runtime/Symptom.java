/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import dev.highorder.core.runtime.ContainerFailure.Clue;
import dev.highorder.core.runtime.ContainerFailure.Operation;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What kind of failure a message describes and what was being done, by the words of the programs that print it.
///
/// @param container whether the words are a container program's own, so that even plain text is believed
record Symptom(
        Clue clue,
        Operation operation,
        Optional<Errno> errno,
        OptionalInt exitStatus,
        boolean container) {

    static Symptom of(ErrorText error) {
        String text = error.flat().toLowerCase(Locale.ROOT);
        Optional<Errno> inner = Errno.of(error.innermost());
        Optional<Errno> errno = inner.or(() -> Errno.of(error.flat())).or(() -> translated(text));
        return new Symptom(
                clue(text, errno), operation(text), errno, exitStatus(text), isContainers(text));
    }

    private static Clue clue(String text, Optional<Errno> errno) {
        if (text.contains("user namespaces are not enabled")
                || text.contains("max_user_namespaces")
                || ((text.contains("cannot clone") || text.contains("clone_newuser"))
                        && isUserNamespaceErrno(errno))) {
            return Clue.USER_NAMESPACES_OFF;
        }
        if (text.contains("final child") && !text.contains("connection reset")) {
            return Clue.INIT_EOF;
        }
        if (text.contains("signal: killed") || text.contains("oom-killed")) {
            return Clue.INIT_KILLED;
        }
        if (text.contains("setns process") && text.contains("exit status ")) {
            return Clue.INIT_EXIT_STATUS;
        }
        if (text.contains("read init-p: connection reset")) {
            return Clue.INIT_RESET;
        }
        if (isVeth(text) && errno.equals(Optional.of(Errno.ENOMEM))) {
            return Clue.VETH_NO_MEMORY;
        }
        if (isThreadRefused(text)) {
            return errno.equals(Optional.of(Errno.ENOMEM)) ? Clue.NO_MEMORY : Clue.TRY_AGAIN;
        }
        Optional<Clue> byErrno = errno.flatMap(Symptom::clue);
        if (byErrno.isPresent()) {
            return byErrno.get();
        }
        if (isBroken(text)) {
            return Clue.RUNTIME_BROKEN;
        }
        if (text.contains("deadline exceeded")
                || text.contains("deadlineexceeded")
                || text.contains("timed out")) {
            return Clue.TIMEOUT;
        }
        return Clue.OTHER;
    }

    /// Programs that translate an errno into a sentence: runc a refused memory limit (libcontainer/cgroups/fs/memory.go), Node.js,
    /// inotify-tools, .NET and watchman that of inotify.
    private static Optional<Errno> translated(String text) {
        if (text.contains("unable to set memory limit to ")) {
            return Optional.of(Errno.EBUSY);
        }
        if (!text.contains("limit") || !text.contains("reached")) {
            return Optional.empty();
        }
        if (text.contains("inotify instances")) {
            return Optional.of(Errno.EMFILE);
        }
        return text.contains("inotify watches") || text.contains("file watchers reached")
                ? Optional.of(Errno.ENOSPC)
                : Optional.empty();
    }

    private static boolean isUserNamespaceErrno(Optional<Errno> errno) {
        return errno.equals(Optional.of(Errno.EINVAL))
                || errno.equals(Optional.of(Errno.ENOSPC))
                || errno.equals(Optional.of(Errno.EPERM));
    }

    private static Optional<Clue> clue(Errno errno) {
        return switch (errno) {
            case ENOSPC, EDQUOT, EMLINK, EXFULL -> Optional.of(Clue.NO_SPACE);
            case ENOMEM -> Optional.of(Clue.NO_MEMORY);
            case EAGAIN -> Optional.of(Clue.TRY_AGAIN);
            case EMFILE, ENFILE -> Optional.of(Clue.TOO_MANY_FILES);
            case EPERM, EACCES -> Optional.of(Clue.NOT_PERMITTED);
            case EIO, EROFS, EUCLEAN, ESTALE -> Optional.of(Clue.STORAGE_ERROR);
            case ETIMEDOUT -> Optional.of(Clue.TIMEOUT);
            case EINVAL,
                    EBUSY,
                    ENOENT,
                    ECONNRESET,
                    ECONNREFUSED,
                    EPIPE,
                    E2BIG,
                    EEXIST,
                    ENXIO,
                    ENODEV,
                    ENOTDIR,
                    ENOEXEC,
                    EOPNOTSUPP,
                    ENOTSUPP ->
                    Optional.empty();
        };
    }

    private static boolean isVeth(String text) {
        return text.contains("failed to add the host")
                || text.contains("veth")
                || text.contains("pair interfaces");
    }

    private static boolean isThreadRefused(String text) {
        return text.contains("pthread_create failed")
                || text.contains("newosproc")
                || text.contains("failed to create new os thread")
                || text.contains("native thread")
                || text.contains("can't fork")
                || text.contains("fork: retry");
    }

    private static boolean isBroken(String text) {
        return text.contains("ttrpc: ")
                || text.contains("transport is closing")
                || text.contains("cannot connect to the docker daemon")
                || text.contains("error while dialing")
                || text.contains("containerd-shim")
                || text.contains("shim.sock")
                || (text.contains("shim disconnected")
                        && !text.contains("cleaning up after shim disconnected"))
                || text.contains("container runtime is down")
                || ((text.contains("containerd.sock")
                                || text.contains("docker.sock")
                                || text.contains("crio.sock"))
                        && text.contains("connect"));
    }

    private static Operation operation(String text) {
        if (text.contains("sandbox") && !text.contains("sandbox (")) {
            return Operation.SANDBOX;
        }
        if (text.contains("exec failed")
                || (text.contains("running exec ") && !text.contains("setns"))
                || text.contains("execsync")) {
            return Operation.EXEC;
        }
        if (text.contains("executor failed running")
                || text.contains("failed to build")
                || text.contains("returned a non-zero code")) {
            return Operation.BUILD;
        }
        if (text.contains("pod container exists")
                || text.contains("failed to create container for [")) {
            return Operation.CGROUP;
        }
        if (text.contains(" create failed")
                || text.contains("createcontainer")
                || text.contains("create container")
                || text.contains("creating container")) {
            return Operation.CREATE;
        }
        if (text.contains("failed to add the host")
                || text.contains("networkplugin")
                || (text.contains("cni") && text.contains("network"))
                || text.contains("failed to set up pod")) {
            return Operation.NETWORK;
        }
        if (text.contains("starting container process")
                || text.contains("start container process")
                || text.contains("start container")
                || text.contains("startcontainer")
                || text.contains("/start returned error")) {
            return Operation.START;
        }
        if ((text.contains("/sys/fs/cgroup") && !text.contains("inotify"))
                || text.contains("cgroup configuration")) {
            return Operation.CGROUP;
        }
        return Operation.OTHER;
    }

    private static OptionalInt exitStatus(String text) {
        int at = text.indexOf("exit status ");
        if (at < 0) {
            return OptionalInt.empty();
        }
        int end = at + 12;
        int value = 0;
        while (end < text.length() && end < at + 15 && Character.isDigit(text.charAt(end))) {
            value = value * 10 + Character.digit(text.charAt(end), 10);
            end++;
        }
        return end == at + 12 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static boolean isContainers(String text) {
        return text.contains("oci runtime")
                || text.contains("runc create failed")
                || text.contains("runc run failed")
                || text.contains("container_linux.go")
                || text.contains("process_linux.go")
                || text.contains("final child")
                || text.contains("rpc error: code")
                || text.contains("error response from daemon")
                || text.contains("failed create pod sandbox")
                || text.contains("failed to create pod sandbox")
                || text.contains("container create failed")
                || text.contains("ensure pod container exists")
                || text.contains("exec failed: ")
                || text.contains("user namespaces are not enabled")
                || text.contains("clone_newuser")
                || text.contains("exchange full")
                || text.contains("cannot clone: ");
    }
}
