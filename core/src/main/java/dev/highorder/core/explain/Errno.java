/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import java.util.Locale;
import java.util.Optional;

/// The error numbers that failed allocations and container operations end in (include/uapi/asm-generic/errno*.h; alpha,
/// mips, parisc and sparc number those above 34 differently).
public enum Errno {
    EPERM(
            1,
            "operation not permitted",
            "A privilege is missing, or a seccomp or LSM rule refuses the call."),
    ENOENT(2, "no such file or directory", ""),
    EINTR(4, "interrupted system call", ""),
    EIO(
            5,
            "input/output error",
            "The storage below failed. Reading memory.kmem.slabinfo on RHEL 7 gives it too: it says that kmem accounting is off there."),
    E2BIG(7, "argument list too long", ""),
    EAGAIN(
            11,
            "resource temporarily unavailable",
            "From fork or clone it means a limit, not memory: the pids cgroup, RLIMIT_NPROC (ulimit -u), kernel.threads-max or kernel.pid_max."),
    ENOMEM(
            12,
            "cannot allocate memory",
            "Many things end in it, few of them are a shortage: a high-order request that met fragmentation, a cgroup's limit, used-up memory cgroup ids (mkdir below /sys/fs/cgroup/memory), strict overcommit, vm.max_map_count, a memlock limit. The kernel log of the same second tells which; without a line there it was a limit, or a request that asked for silence (__GFP_NOWARN)."),
    EACCES(13, "permission denied", ""),
    EFAULT(14, "bad address", ""),
    EBUSY(
            16,
            "device or resource busy",
            "From cma_alloc it means that pages of the range could not be moved: somebody holds them."),
    EEXIST(17, "file exists", ""),
    ENODEV(19, "no such device", ""),
    EINVAL(
            22,
            "invalid argument",
            "From kmem_cache_create it is a wrong request, not a shortage. From unshare it can mean that user namespaces are off."),
    ENFILE(23, "too many open files in system", "fs.file-max is reached."),
    EMFILE(
            24,
            "too many open files",
            "RLIMIT_NOFILE, or fs.inotify.max_user_instances where inotify_init says it."),
    EFBIG(27, "file too large", ""),
    ENOSPC(
            28,
            "no space left on device",
            "Not only a full disk: used-up inodes, fs.inotify.max_user_watches, kernel.keys quotas, fs.mount-max, user.max_*_namespaces, and on old kernels used-up memory cgroup ids (mkdir below /sys/fs/cgroup/memory)."),
    EROFS(
            30,
            "read-only file system",
            "Often a file system that was remounted after an error: see the kernel log."),
    EPIPE(32, "broken pipe", ""),
    ERANGE(34, "numerical result out of range", ""),
    ENOSYS(38, "function not implemented", ""),
    EUSERS(87, "too many users", ""),
    EOVERFLOW(75, "value too large for defined data type", ""),
    ECONNRESET(104, "connection reset by peer", ""),
    ENOBUFS(
            105,
            "no buffer space available",
            "A socket or device queue is full, or memory for a packet could not be had."),
    ETIMEDOUT(110, "connection timed out", ""),
    EDQUOT(
            122,
            "disk quota exceeded",
            "Said by a file system's quota, and by the kernel keyring (kernel.keys.maxkeys, maxbytes).");

    private final int number;
    private final String words;
    private final String lesson;

    Errno(int number, String words, String lesson) {
        this.number = number;
        this.words = words;
        this.lesson = lesson;
    }

    public int number() {
        return number;
    }

    /// As strerror prints it, in lower case.
    public String words() {
        return words;
    }

    /// What it means here; empty where the words say it all.
    public String lesson() {
        return lesson;
    }

    /// @param number of either sign
    public static Optional<Errno> of(int number) {
        for (Errno errno : values()) {
            if (errno.number == Math.abs(number)) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /// The error number whose words or name stand in a message; the longest words win.
    public static Optional<Errno> spelledIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Errno> found = Optional.empty();
        for (Errno errno : values()) {
            boolean longer = found.isEmpty() || found.get().words.length() < errno.words.length();
            if (longer && (lower.contains(errno.words) || named(text, errno.name()))) {
                found = Optional.of(errno);
            }
        }
        return found;
    }

    private static boolean named(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (before && after) {
                return true;
            }
            at = text.indexOf(name, end);
        }
        return false;
    }
}
