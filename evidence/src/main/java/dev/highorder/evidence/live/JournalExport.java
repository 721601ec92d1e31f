/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reduces `journalctl -o export` to the fields that matter, an entry after the other: a field in binary
/// form, as a message of several lines has, becomes one line with `#012` for its line ends, as syslog writes them.
final class JournalExport {

    private static final List<String> FIELDS =
            List.of(
                    "__REALTIME_TIMESTAMP",
                    "__MONOTONIC_TIMESTAMP",
                    "_SOURCE_MONOTONIC_TIMESTAMP",
                    "_HOSTNAME",
                    "SYSLOG_IDENTIFIER",
                    "_COMM",
                    "_PID",
                    "_TRANSPORT",
                    "MESSAGE");

    private JournalExport() {}

    /// @param export what journalctl printed, perhaps cut in the middle of an entry
    static byte[] reduce(byte[] export) {
        ByteArrayOutputStream reduced = new ByteArrayOutputStream(export.length / 3 + 64);
        int at = 0;
        while (at < export.length) {
            int end = newline(export, at);
            int equals = at;
            while (equals < end && export[equals] != '=') {
                equals++;
            }
            String name = new String(export, at, equals - at, StandardCharsets.US_ASCII);
            boolean wanted = FIELDS.contains(name);
            if (end == at) {
                reduced.write('\n');
            } else if (equals < end) {
                if (wanted) {
                    reduced.write(export, at, end - at);
                    reduced.write('\n');
                }
            } else {
                long length = littleEndian(export, end + 1);
                int from = end + 9;
                if (length < 0 || length > export.length - from) {
                    return reduced.toByteArray();
                }
                end = from + (int) length;
                if (wanted) {
                    binary(reduced, name, export, from, end);
                }
            }
            at = end + 1;
        }
        return reduced.toByteArray();
    }

    private static void binary(
            ByteArrayOutputStream reduced, String name, byte[] export, int from, int to) {
        reduced.writeBytes((name + "=").getBytes(StandardCharsets.US_ASCII));
        for (int i = from; i < to; i++) {
            if (export[i] == '\n') {
                reduced.writeBytes(new byte[] {'#', '0', '1', '2'});
            } else {
                reduced.write(export[i]);
            }
        }
        reduced.write('\n');
    }

    private static int newline(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static long littleEndian(byte[] bytes, int at) {
        if (at + 8 > bytes.length) {
            return -1;
        }
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
