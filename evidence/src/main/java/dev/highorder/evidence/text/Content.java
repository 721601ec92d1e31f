/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.nio.charset.StandardCharsets;

/// What the first bytes of a stream say of it.
public enum Content {
    TEXT(Kind.TEXT),
    UTF16_LITTLE_ENDIAN(Kind.TEXT),
    UTF16_BIG_ENDIAN(Kind.TEXT),
    GZIP(Kind.COMPRESSED),
    XZ(Kind.COMPRESSED),
    ZSTD(Kind.COMPRESSED),
    BZIP2(Kind.COMPRESSED),
    ZIP(Kind.ARCHIVE),
    TAR(Kind.ARCHIVE),
    JOURNAL(Kind.JOURNAL),
    JOURNAL_EXPORT(Kind.JOURNAL),
    BINARY(Kind.OPAQUE);

    /// What has to be done with a stream before it can be read as text.
    public enum Kind {
        TEXT,
        COMPRESSED,
        ARCHIVE,
        JOURNAL,
        OPAQUE
    }

    /// The share of control characters above which bytes are no text, in percent: no log has so many,
    /// compressed data and programs have more than 10.
    private static final int BINARY_PERCENT = 5;

    private final Kind kind;

    Content(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// @param head the first bytes, up to 64 KiB of them
    public static Content of(byte[] head) {
        if (begins(head, 0xff, 0xfe)) {
            return UTF16_LITTLE_ENDIAN;
        }
        if (begins(head, 0xfe, 0xff)) {
            return UTF16_BIG_ENDIAN;
        }
        if (begins(head, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (begins(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (begins(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableFrame(head)) {
            return ZSTD;
        }
        if (begins(head, 'B', 'Z', 'h')
                && head.length > 9
                && (head[4] == 0x31 || head[4] == 0x17)) {
            return BZIP2;
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        if (begins(head, 'L', 'P', 'K', 'S', 'H', 'H', 'R', 'H')) {
            return JOURNAL;
        }
        if (begins(head, '_', '_', 'C', 'U', 'R', 'S', 'O', 'R', '=')) {
            return JOURNAL_EXPORT;
        }
        if (isTar(head)) {
            return TAR;
        }
        return byShare(head);
    }

    /// What pzstd and the seekable format put in front of the first frame.
    private static boolean isSkippableFrame(byte[] head) {
        return head.length > 4
                && (head[0] & 0xf0) == 0x50
                && (head[1] & 0xff) == 0x2a
                && (head[2] & 0xff) == 0x4d
                && (head[3] & 0xff) == 0x18;
    }

    /// The mark of ustar and GNU tar, or, in archives from before, a header whose sum is right.
    private static boolean isTar(byte[] head) {
        if (head.length < 512) {
            return false;
        }
        if (new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
            return true;
        }
        if (head[0] == 0 || head[99] != 0 || head[154] != 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        String said = new String(head, 148, 6, StandardCharsets.ISO_8859_1).strip();
        return Integer.toOctalString(sum).equals(said.replaceFirst("^0+", ""));
    }

    private static Content byShare(byte[] head) {
        int start = 0;
        while (start < head.length && head[start] == 0) {
            start++;
        }
        // a file that was being written when the machine went down ends in zeros, or has a hole
        // before it goes on
        int end = head.length;
        while (end > start + 1 && head[end - 1] == 0 && head[end - 2] == 0) {
            end--;
        }
        int evenZeros = 0;
        int oddZeros = 0;
        int controls = 0;
        for (int i = start; i < end; i++) {
            byte b = head[i];
            if (b < 0 || (b >= 0x20 && b < 0x7f)) {
                continue; // nearly all of them
            }
            if (b == 0) {
                if ((i & 1) == 0) {
                    evenZeros++;
                } else {
                    oddZeros++;
                }
            } else if (isControl(b)) {
                controls++;
            }
        }
        int length = end - start;
        if (start < 2 && length >= 8) {
            if (oddZeros > length * 2 / 5 && evenZeros == 0 && start == 0) {
                return UTF16_LITTLE_ENDIAN;
            }
            if (evenZeros + start > length * 2 / 5 && oddZeros == 0) {
                return UTF16_BIG_ENDIAN;
            }
        }
        boolean binary = (evenZeros + oddZeros + controls) * 100L > (long) BINARY_PERCENT * length;
        return binary && length > 0 ? BINARY : TEXT;
    }

    /// Tab, line ends, form feed, backspace and escape stand in logs, too.
    private static boolean isControl(byte b) {
        boolean low = b > 0 && b < 0x20;
        boolean usual = (b >= 0x08 && b <= 0x0d) || b == 0x1b;
        return (low && !usual) || b == 0x7f;
    }

    private static boolean begins(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
