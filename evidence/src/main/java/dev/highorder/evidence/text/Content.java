/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.nio.charset.StandardCharsets;

/// What the first bytes of a stream say of it.
enum Content {
    TEXT(""),
    UTF16_LITTLE_ENDIAN(""),
    UTF16_BIG_ENDIAN(""),
    GZIP(""),
    XZ("xz-compressed; unpack it first (unxz)"),
    ZSTD("zstd-compressed; unpack it first (unzstd)"),
    BZIP2("bzip2-compressed; unpack it first (bunzip2)"),
    ZIP("a zip archive; unpack it first and pass the directory"),
    TAR("a tar archive; unpack it first and pass the directory"),
    JOURNAL("a systemd journal file; pass the output of journalctl -o export --file"),
    BINARY("not text; pass a log, a file of /proc or a transcript");

    /// The share of control characters above which bytes are no text, in percent: no log has so many,
    /// compressed data and programs have more than 10.
    private static final int BINARY_PERCENT = 5;

    private final String refusal;

    Content(String refusal) {
        this.refusal = refusal;
    }

    /// Why it is not read and what to do; empty for what is.
    String refusal() {
        return refusal;
    }

    /// @param head the first bytes, up to 64 KiB of them
    static Content of(byte[] head) {
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
        if (begins(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (begins(head, 'B', 'Z', 'h') && head.length > 9 && head[4] == 0x31 && head[5] == 0x41) {
            return BZIP2;
        }
        if (begins(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        if (begins(head, 'L', 'P', 'K', 'S', 'H', 'H', 'R', 'H')) {
            return JOURNAL;
        }
        if (head.length > 262
                && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")) {
            return TAR;
        }
        return byShare(head);
    }

    private static Content byShare(byte[] head) {
        int start = 0;
        while (start < head.length && head[start] == 0) {
            start++;
        }
        int evenZeros = 0;
        int oddZeros = 0;
        int controls = 0;
        for (int i = start; i < head.length; i++) {
            byte b = head[i];
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
        int length = head.length - start;
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
