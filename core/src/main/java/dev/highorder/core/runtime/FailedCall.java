/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The system call that an error names, and the file it was made on: `mkdir /sys/fs/cgroup/…` as Go writes it,
/// `mkdir: cannot create directory '/…'` as the shell's tools do.
record FailedCall(Optional<String> syscall, Optional<String> path) {

    private static final Set<String> VERBS =
            Set.of(
                    "mkdir",
                    "mkdirat",
                    "open",
                    "openat",
                    "write",
                    "read",
                    "stat",
                    "lstat",
                    "statfs",
                    "mount",
                    "umount",
                    "unmount",
                    "link",
                    "symlink",
                    "rename",
                    "unlink",
                    "unlinkat",
                    "remove",
                    "inotify_add_watch",
                    "inotify_init",
                    "inotify_init1",
                    "fork/exec",
                    "clone",
                    "fork",
                    "unshare",
                    "setns",
                    "chown",
                    "chmod",
                    "lchown",
                    "exec",
                    "execve",
                    "connect",
                    "accept",
                    "accept4",
                    "listen",
                    "dial",
                    "socket",
                    "mknod",
                    "mkfifo",
                    "pivot_root",
                    "bpf",
                    "fsync",
                    "truncate",
                    "fallocate",
                    "copy_file_range",
                    "chdir",
                    "mmap",
                    "setrlimit",
                    "prctl",
                    "readlink",
                    "creat");

    static FailedCall of(ErrorText error) {
        List<String> steps = error.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            FailedCall call = goCall(steps.get(i));
            if (call.syscall.isPresent()) {
                return call;
            }
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Optional<FailedCall> mount = mount(steps.get(i));
            if (mount.isPresent()) {
                return mount.get();
            }
        }
        return shellCall(error);
    }

    private static FailedCall goCall(String step) {
        int end = step.indexOf(' ');
        String verb = end < 0 ? step : step.substring(0, end);
        if (!VERBS.contains(verb)) {
            return none();
        }
        String rest = end < 0 ? "" : unquoted(step.substring(end + 1).strip());
        if (rest.startsWith("/")) {
            return new FailedCall(Optional.of(verb), Optional.of(target(verb, rest)));
        }
        if (isOnNetwork(verb) && isNetwork(rest)) {
            int path = rest.indexOf(" /");
            return new FailedCall(
                    Optional.of(verb),
                    path < 0 ? Optional.empty() : Optional.of(firstPath(rest.substring(path + 1))));
        }
        if (verb.equals("mount") && rest.contains(":/")) {
            return new FailedCall(
                    Optional.of(verb),
                    Optional.of(firstPath(rest.substring(rest.indexOf(":/") + 1))));
        }
        boolean alone =
                end < 0
                        && (verb.equals("fork")
                                || verb.equals("clone")
                                || verb.equals("unshare")
                                || verb.startsWith("inotify_init"));
        boolean peer = verb.equals("read") && rest.startsWith("init-p");
        return alone || peer ? new FailedCall(Optional.of(verb), Optional.empty()) : none();
    }

    /// The file that the call was to make or change; a link or a rename names another one before it (Go's `LinkError`).
    private static String target(String verb, String rest) {
        String first = firstPath(rest);
        boolean two = verb.equals("link") || verb.equals("symlink") || verb.equals("rename");
        String behind = rest.substring(first.length()).strip();
        return two && behind.startsWith("/") ? firstPath(behind) : first;
    }

    private static boolean isOnNetwork(String verb) {
        return verb.equals("accept")
                || verb.equals("listen")
                || verb.equals("dial")
                || verb.equals("connect");
    }

    /// Go's `OpError` names the network behind the call: `accept unix /run/docker.sock`, `dial tcp 10.0.0.1:53`.
    private static boolean isNetwork(String rest) {
        return rest.startsWith("unix ") || rest.startsWith("tcp") || rest.startsWith("udp");
    }

    /// `mounting "/sys" to rootfs "/var/…" at "/sys"` and `error mounting "proc" to rootfs at "/proc"`. A mount point that could not
    /// be made is a directory; a mount of an overlay writes into its work directory (fs/overlayfs/super.c), so that either the
    /// mount or the file system below may have failed.
    private static Optional<FailedCall> mount(String step) {
        if (step.contains("creating mount point")) {
            return Optional.of(new FailedCall(Optional.of("mkdir"), quotedPath(step)));
        }
        int overlay = step.indexOf(" mount to /");
        if (overlay > 0) {
            return Optional.of(
                    new FailedCall(
                            Optional.empty(),
                            Optional.of(firstPath(step.substring(overlay + 10)))));
        }
        if (!step.contains("mounting ")) {
            return Optional.empty();
        }
        int at = step.lastIndexOf(" at ");
        String target = at < 0 ? "" : unquoted(step.substring(at + 4).strip());
        return Optional.of(
                new FailedCall(
                        Optional.of("mount"),
                        target.startsWith("/")
                                ? Optional.of(firstPath(target))
                                : Optional.empty()));
    }

    private static FailedCall shellCall(ErrorText error) {
        String flat = error.flat().toLowerCase(Locale.ROOT);
        Optional<String> path = quotedPath(error.flat());
        if (flat.contains("cannot create directory")) {
            return new FailedCall(Optional.of("mkdir"), path);
        }
        int created = flat.indexOf("failed to create /sys/fs/cgroup/");
        if (created >= 0 || flat.contains("failed to create directory")) {
            return new FailedCall(
                    Optional.of("mkdir"),
                    created >= 0
                            ? Optional.of(
                                    unpunctuated(firstPath(error.flat().substring(created + 17))))
                            : path);
        }
        if (flat.contains("cannot access ")) {
            return new FailedCall(
                    Optional.of("stat"), path.isPresent() ? path : accessed(error.flat()));
        }
        int set = flat.indexOf("failed to set cpuset.");
        if (set >= 0) {
            return new FailedCall(
                    Optional.of("write"),
                    Optional.of(unpunctuated(firstPath(error.flat().substring(set + 14)))));
        }
        if (flat.contains("write error") || flat.contains("failed to write")) {
            return new FailedCall(Optional.of("write"), path);
        }
        if (flat.contains("pthread_create")
                || flat.contains("newosproc")
                || flat.contains("new os thread")
                || flat.contains("native thread")
                || flat.contains("cannot clone")) {
            return new FailedCall(Optional.of("clone"), Optional.empty());
        }
        if (flat.contains("fork: ")
                || flat.contains("can't fork")
                || flat.contains("cannot fork")
                || flat.contains("failed to fork")) {
            return new FailedCall(Optional.of("fork"), Optional.empty());
        }
        Optional<FailedCall> watch = watchCall(flat, path);
        if (watch.isPresent()) {
            return watch.get();
        }
        for (int i = error.steps().size() - 2; i >= 0; i--) {
            String step = error.steps().get(i);
            if (step.startsWith("/") && step.indexOf(' ') < 0) {
                return new FailedCall(Optional.empty(), Optional.of(step));
            }
        }
        return new FailedCall(Optional.empty(), path);
    }

    /// What programs say of `inotify_add_watch` and `inotify_init`: kubelet and other users of fsnotify, Node.js, inotify-tools,
    /// systemd, udev, .NET, coreutils.
    private static Optional<FailedCall> watchCall(String flat, Optional<String> path) {
        if (flat.contains("fsnotify watcher")
                || flat.contains("inotify instance")
                || flat.contains("directory watch")
                || flat.contains("initialize inotify")
                || flat.contains("create watcher: ")
                || flat.contains("creating watcher: ")) {
            return Optional.of(new FailedCall(Optional.of("inotify_init"), Optional.empty()));
        }
        if (flat.contains("watch directory: ")
                || flat.contains("failed to watch ")
                || flat.contains("cannot watch ")
                || flat.contains("couldn't watch ")
                || flat.contains("inotify watch")
                || flat.contains("inotify_add_watch(")
                || flat.contains("file watchers reached")) {
            return Optional.of(new FailedCall(Optional.of("inotify_add_watch"), path));
        }
        return Optional.empty();
    }

    private static Optional<String> accessed(String flat) {
        int at = flat.indexOf("cannot access /");
        return at < 0
                ? Optional.empty()
                : Optional.of(unpunctuated(firstPath(flat.substring(at + 14))));
    }

    private static String unpunctuated(String path) {
        return path.endsWith(":") ? path.substring(0, path.length() - 1) : path;
    }

    private static Optional<String> quotedPath(String text) {
        for (String open : List.of("'/", "\"/", "`/")) {
            int at = text.indexOf(open);
            int end = at < 0 ? -1 : text.indexOf(open.equals("`/") ? '\'' : open.charAt(0), at + 1);
            if (end > at) {
                return Optional.of(text.substring(at + 1, end));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") || text.startsWith("'") ? text.substring(1) : text;
    }

    private static String firstPath(String text) {
        int end = 0;
        while (end < text.length() && " \"')".indexOf(text.charAt(end)) < 0) {
            if (text.charAt(end) == ','
                    && (end + 1 == text.length() || text.charAt(end + 1) == ' ')) {
                break; // a sentence goes on; in `cpu,cpuacct` it is part of the name
            }
            end++;
        }
        return text.substring(0, end);
    }

    private static FailedCall none() {
        return new FailedCall(Optional.empty(), Optional.empty());
    }
}
