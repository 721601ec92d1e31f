/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// `journalctl -o export` without its binary parts: a field that is written as its name, a length of 8 bytes
/// and content (a message of several lines, a core dump) becomes a line `NAME=content`, its line ends written `#012`. Everything
/// else is passed on as it is. Line numbers stay those of the file from one entry to the next.
public final class ExportText extends InputStream {

    /// More of a field is not read; such a line would be cut anyway.
    private static final int LONGEST_VALUE = 64 << 10;

    private static final byte[] NOTHING = new byte[0];

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private int at;
    private int to;
    private byte[] ready = NOTHING;
    private int given;

    /// Line ends that the file has and the text so far has not.
    private int owed;

    public ExportText(InputStream export) {
        this.in = export;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (given == ready.length) {
                ready = next();
                given = 0;
                if (ready.length == 0) {
                    break;
                }
            }
            int some = Math.min(length - count, ready.length - given);
            System.arraycopy(ready, given, bytes, offset + count, some);
            given += some;
            count += some;
        }
        return count > 0 || length == 0 ? count : -1;
    }

    /// The next line with its end; no bytes behind the last.
    private byte[] next() throws IOException {
        line.reset();
        boolean name = true;
        int b = take();
        while (b >= 0 && b != '\n' && line.size() < LONGEST_VALUE) {
            name &= (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
            line.write(b);
            b = take();
        }
        if (b < 0) {
            return line.toByteArray();
        }
        if (line.size() == 0) {
            for (; owed > 0; owed--) {
                line.write('\n');
            }
        } else if (name && b == '\n') {
            binary();
        }
        line.write(b);
        return line.toByteArray();
    }

    private void binary() throws IOException {
        byte[] number = new byte[8];
        int have = 0;
        int b = 0;
        while (have < 8 && (b = take()) >= 0) {
            number[have++] = (byte) b;
            owed += b == '\n' ? 1 : 0;
        }
        long length = have < 8 ? 0 : LittleEndian.number(number, 0);
        line.write('=');
        int kept = 0;
        int lineEnds = 0;
        for (long i = 0; i < length && (b = take()) >= 0; i++) {
            if (b == '\n') {
                owed++;
                lineEnds++;
            } else if (kept < LONGEST_VALUE) {
                for (; lineEnds > 0; lineEnds--) {
                    line.writeBytes(EntryLine.NEWLINE);
                }
                EntryLine.printable(line, (byte) b);
                kept++;
            }
        }
        // the line end behind the content
        if (take() == '\n') {
            owed++;
        }
    }

    private int take() throws IOException {
        if (at == to) {
            to = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
            if (to == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }
}
