/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench.messages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Lines with syslog's stamp and host in front, counted.
final class LogWriter {

    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 6, 1, 0, 0);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 20];
    private int used;
    private long written;
    private long lines;
    private long second = -1;
    private String stamp = "";
    private byte[] front = new byte[0];

    LogWriter(OutputStream out) {
        this.out = out;
    }

    /// Bytes so far.
    long written() {
        return written + used;
    }

    /// The number of the line that was begun last.
    long lineNumber() {
        return lines;
    }

    /// The time of the lines that follow, in seconds from the log's first.
    void at(long seconds) {
        if (seconds != second) {
            second = seconds;
            stamp = STAMP.format(FIRST.plusSeconds(seconds));
            front = (stamp + " node-7 ").getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// That time as the lines show it.
    String stamp() {
        return stamp;
    }

    /// That time as programs print it in their own messages.
    LocalDateTime time() {
        return FIRST.plusSeconds(second);
    }

    void begin() throws IOException {
        if (used > buffer.length - (64 << 10)) {
            flush();
        }
        lines++;
        append(front);
    }

    void append(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    void append(byte b) {
        buffer[used++] = b;
    }

    /// A number in decimal, at least so many digits wide.
    void number(int value, int digits) {
        int divisor = 1;
        for (int i = 1; i < digits || value / divisor > 9; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            append((byte) ('0' + value / divisor % 10));
        }
    }

    void end() {
        append((byte) '\n');
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        written += used;
        used = 0;
    }
}
