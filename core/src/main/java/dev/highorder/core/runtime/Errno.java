/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.Locale;
import java.util.Optional;

/// The errors of the C library's `strerror` that matter here, by the words that programs print for them.
enum Errno {
    ENOSPC("no space left on device"),
    ENOMEM("cannot allocate memory"),
    EAGAIN("resource temporarily unavailable"),
    EMFILE("too many open files"),
    ENFILE("too many open files in system"),
    EIO("input/output error"),
    EROFS("read-only file system"),
    EUCLEAN("structure needs cleaning"),
    ESTALE("stale file handle"),
    EPERM("operation not permitted"),
    EACCES("permission denied"),
    EDQUOT("disk quota exceeded"),
    EMLINK("too many links"),
    EINVAL("invalid argument"),
    EBUSY("device or resource busy"),
    ENOENT("no such file or directory"),
    ECONNRESET("connection reset by peer"),
    ECONNREFUSED("connection refused"),
    EPIPE("broken pipe"),
    ETIMEDOUT("connection timed out"),
    E2BIG("argument list too long"),
    EEXIST("file exists"),
    ENXIO("no such device or address"),
    ENODEV("no such device"),
    ENOTDIR("not a directory"),
    ENOEXEC("exec format error"),
    EOPNOTSUPP("operation not supported"),
    EXFULL("exchange full"),

    /// 524 of the kernel's own, which no C library has words for (include/linux/errno.h).
    ENOTSUPP("errno 524");

    private final String words;

    Errno(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// Where its words, the last ones of the kind, end in the text; -1 where the text gives a number only.
    int endIn(String text) {
        int at = text.toLowerCase(Locale.ROOT).lastIndexOf(words);
        return at < 0 ? -1 : at + words.length();
    }

    /// The last one that the text spells out, as the innermost is the cause.
    static Optional<Errno> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Errno> found = Optional.empty();
        int where = -1;
        for (Errno errno : values()) {
            int at = lower.lastIndexOf(errno.words);
            if (at > where
                    || (at == where
                            && at >= 0
                            && found.isPresent()
                            && errno.words.length() > found.get().words.length())) {
                found = Optional.of(errno);
                where = at;
            }
        }
        return found.or(() -> ofName(text)).or(() -> ofNumber(lower));
    }

    /// `Error: ENOSPC: …`, `-ENOMEM`, `(EMFILE)`: the name itself, by the last one.
    private static Optional<Errno> ofName(String text) {
        Optional<Errno> found = Optional.empty();
        int where = -1;
        for (Errno errno : values()) {
            String name = errno.name();
            int at = text.lastIndexOf(name);
            if (at > where && isWord(text, at, at + name.length())) {
                found = Optional.of(errno);
                where = at;
            }
        }
        return found;
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    /// `errno=11`, `errno 12`, `(errno=12)`: the numbers of Linux on all architectures here.
    private static Optional<Errno> ofNumber(String lower) {
        int at = lower.indexOf("errno");
        if (at < 0 || at + 7 > lower.length()) {
            return Optional.empty();
        }
        String rest = lower.substring(at + 5);
        int digit = 0;
        while (digit < rest.length()
                && (rest.charAt(digit) == '='
                        || rest.charAt(digit) == ' '
                        || rest.charAt(digit) == ':')) {
            digit++;
        }
        int end = digit;
        while (end < rest.length() && Character.isDigit(rest.charAt(end))) {
            end++;
        }
        return switch (rest.substring(digit, end)) {
            case "11" -> Optional.of(EAGAIN);
            case "12" -> Optional.of(ENOMEM);
            case "28" -> Optional.of(ENOSPC);
            case "24" -> Optional.of(EMFILE);
            case "22" -> Optional.of(EINVAL);
            case "1" -> Optional.of(EPERM);
            default -> Optional.empty();
        };
    }
}
