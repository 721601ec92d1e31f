/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/// An entry as one line, in the shape of a syslog with full times:
/// `2024-06-10T06:13:20.000000+00:00 node-1 kernel: [12345.678901] message`. Line ends in a message are
/// written `#012`, as syslog writes them.
final class EntryLine {

    static final byte[] NEWLINE = {'#', '0', '1', '2'};

    /// U+FFFD.
    private static final byte[] UNPRINTABLE = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private static final long MICROS = 1_000_000;

    /// The year 9999 and later are no times.
    private static final long LATEST = 253_402_300_800L;

    private final Map<Field, byte[]> values = new EnumMap<>(Field.class);
    private long realtime;
    private long second = -1;
    private String time = "";

    /// The monotonic time of the entry; of the kernel's own messages it is that of the message.
    private long monotonic;

    /// Begins a new entry.
    ///
    /// @param received when the journal received it, in µs since 1970
    /// @param sinceBoot the same in µs since the boot
    void begin(long received, long sinceBoot) {
        values.clear();
        realtime = received;
        monotonic = sinceBoot;
    }

    /// Adds a field; where it is there twice, the first counts, as in journalctl.
    void add(DataStore.Data data) {
        values.putIfAbsent(data.field(), data.value());
    }

    /// The line with its end.
    byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(192);
        long at = digits(Field.SOURCE_REALTIME);
        time(out, at > 0 ? at : realtime);
        if (values.containsKey(Field.HOSTNAME)) {
            out.write(' ');
            word(out, value(Field.HOSTNAME));
        }
        out.write(' ');
        boolean kernel = ascii(value(Field.TRANSPORT)).equals("kernel");
        byte[] identifier = value(Field.IDENTIFIER);
        if (identifier.length == 0) {
            identifier = kernel ? "kernel".getBytes(StandardCharsets.US_ASCII) : value(Field.COMM);
        }
        word(
                out,
                identifier.length > 0 ? identifier : "unknown".getBytes(StandardCharsets.US_ASCII));
        long pid = digits(Field.PID);
        if (pid < 0) {
            pid = digits(Field.SYSLOG_PID);
        }
        if (pid >= 0) {
            ascii(out, "[" + pid + "]");
        }
        ascii(out, ": ");
        if (kernel) {
            long source = digits(Field.SOURCE_MONOTONIC);
            sinceBoot(out, source >= 0 ? source : monotonic);
        }
        message(out, value(Field.MESSAGE));
        out.write('\n');
        return out.toByteArray();
    }

    private void time(ByteArrayOutputStream out, long micros) {
        long seconds = micros / MICROS;
        if (micros < 0 || seconds >= LATEST) {
            seconds = 0;
        }
        if (seconds != second) {
            second = seconds;
            LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            String printed = local.toString();
            time = printed.length() < 19 ? printed + ":00" : printed;
        }
        ascii(out, time + '.' + padded(Math.abs(micros % MICROS), 6, '0') + "+00:00");
    }

    /// `[12345.678901] `, as the kernel prints it.
    private static void sinceBoot(ByteArrayOutputStream out, long micros) {
        ascii(
                out,
                "["
                        + padded(micros / MICROS, 5, ' ')
                        + "."
                        + padded(micros % MICROS, 6, '0')
                        + "] ");
    }

    private static String padded(long number, int width, char fill) {
        String digits = String.valueOf(number);
        return digits.length() < width
                ? String.valueOf(fill).repeat(width - digits.length()) + digits
                : digits;
    }

    private static void message(ByteArrayOutputStream out, byte[] message) {
        int end = message.length;
        while (end > 0 && (message[end - 1] == '\n' || message[end - 1] == '\r')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            byte b = message[i];
            if (b == '\n') {
                out.writeBytes(NEWLINE);
            } else {
                printable(out, b);
            }
        }
    }

    static void printable(ByteArrayOutputStream out, byte b) {
        if (b >= 0 && b < ' ' && b != '\t' && b != 0x1b) {
            out.writeBytes(UNPRINTABLE);
        } else {
            out.write(b);
        }
    }

    /// A name without what would end it.
    private static void word(ByteArrayOutputStream out, byte[] name) {
        for (byte b : name) {
            boolean ends = (b >= 0 && b <= ' ') || b == ':' || b == '[' || b == '"' || b == 0x7f;
            out.write(ends ? '_' : b);
        }
    }

    private byte[] value(Field field) {
        return values.getOrDefault(field, new byte[0]);
    }

    /// A field's number; -1 where it is none.
    private long digits(Field field) {
        byte[] text = value(field);
        if (text.length == 0 || text.length > 18) {
            return -1;
        }
        long number = 0;
        for (byte b : text) {
            if (b < '0' || b > '9') {
                return -1;
            }
            number = number * 10 + b - '0';
        }
        return number;
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }
}
