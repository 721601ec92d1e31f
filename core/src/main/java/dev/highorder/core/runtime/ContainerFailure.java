/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalInt;

/// A container operation that failed, as the software that noticed it says.
///
/// @param component who printed it: `kubelet`, `dockerd`, `containerd`, `crio`, `runc`, `podman`, `cni`, `event`; empty where unknown
/// @param operation what was being done, where it can be told
/// @param message the innermost message, quotes undone
/// @param clue what kind of failure the message describes
/// @param errno the errno name the message spells out (`ENOSPC`, `ENOMEM`, `EAGAIN`…)
/// @param syscall the call or verb it failed in: `mkdir`, `inotify_add_watch`, `fork/exec`, `mount`, `write`, `clone`
/// @param path the file or cgroup it failed on
/// @param exitStatus of `exit status N`
/// @param count how often it happened by the message's own word (`x70 over 15m`), else 1
public record ContainerFailure(
        Origin origin,
        String component,
        Operation operation,
        String message,
        Clue clue,
        Optional<String> errno,
        Optional<String> syscall,
        Optional<String> path,
        OptionalInt exitStatus,
        Optional<String> pod,
        Optional<String> namespace,
        Optional<String> container,
        Optional<String> sandbox,
        long count)
        implements RuntimeFact {

    public enum Operation {
        BUILD,
        CREATE,
        START,
        EXEC,
        SANDBOX,
        CGROUP,
        NETWORK,
        OTHER
    }

    public enum Clue {
        /// `getting the final child's pid from pipe caused: EOF`, `can't get final child's PID from pipe: EOF`.
        INIT_EOF,
        /// `running exec setns process for init caused "exit status N"`.
        INIT_EXIT_STATUS,
        /// `signal: killed`, `(possibly OOM-killed)`.
        INIT_KILLED,
        /// `read init-p: connection reset by peer`.
        INIT_RESET,
        /// `cannot allocate memory` (ENOMEM).
        NO_MEMORY,
        /// `no space left on device` (ENOSPC), and its kin: `disk quota exceeded`, `too many links`, `exchange full`.
        NO_SPACE,
        /// `resource temporarily unavailable` (EAGAIN), `pthread_create failed`, `newosproc`, `can't fork`.
        TRY_AGAIN,
        /// `too many open files` (EMFILE, ENFILE).
        TOO_MANY_FILES,
        /// `operation not permitted`, `permission denied`.
        NOT_PERMITTED,
        /// `user namespaces are not enabled`, clone EINVAL/ENOSPC on user namespaces.
        USER_NAMESPACES_OFF,
        /// shim or ttrpc connection broken, containerd or dockerd gone.
        RUNTIME_BROKEN,
        /// `context deadline exceeded`.
        TIMEOUT,
        /// `input/output error`, read-only file system.
        STORAGE_ERROR,
        /// `failed to add the host … cannot allocate memory`, `veth`.
        VETH_NO_MEMORY,
        OTHER
    }
}
