/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The kernel's log buffer through `/dev/kmsg`. A read at its end waits for the next message, and Java
/// cannot open a file so that it does not; a thread of its own reads, and whoever asks takes what has come
/// when no message has come for 40 ms, or when time is over. The thread then waits in the kernel, harms
/// nobody and does not keep the process alive.
final class Kmsg {

    private static final long IDLE_NANOS = 40_000_000;
    private static final int RECORD = 8192;
    private static final int LIMIT = 32 << 20;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private long lastNanos = System.nanoTime();
    private boolean ended;
    private boolean opened;

    private Kmsg() {}

    /// Begins to read.
    static Kmsg start(Path device) {
        Kmsg kmsg = new Kmsg();
        Thread reader = new Thread(() -> kmsg.read(device), "highorder-kmsg");
        reader.setDaemon(true);
        reader.start();
        return kmsg;
    }

    private void read(Path device) {
        try (FileInputStream in = new FileInputStream(device.toFile())) {
            note(new byte[0], 0);
            byte[] record = new byte[RECORD];
            boolean room = true;
            while (room) {
                try {
                    int read = in.read(record);
                    if (read < 0) {
                        break;
                    }
                    room = note(record, read);
                } catch (IOException overwritten) {
                    // EPIPE: the kernel has overwritten the next record; the one after it comes
                    // next
                    if (!String.valueOf(overwritten.getMessage()).contains("Broken pipe")) {
                        break;
                    }
                }
            }
        } catch (IOException _) {
            // not permitted, or no such device: nothing was opened
        }
        end();
    }

    /// Leaves out the records from before a moment, with the continuation lines that belong to them.
    ///
    /// @param bootMicros the moment, in microseconds since boot, which a record's third field counts
    static byte[] since(byte[] records, long bootMicros) {
        int at = 0;
        while (at < records.length) {
            long stamp = records[at] == ' ' ? -1 : stamp(records, at);
            if (stamp >= bootMicros) {
                break;
            }
            while (at < records.length && records[at] != '\n') {
                at++;
            }
            at++;
        }
        return Arrays.copyOfRange(records, Math.min(at, records.length), records.length);
    }

    private static long stamp(byte[] records, int from) {
        int commas = 0;
        long value = 0;
        for (int i = from; i < records.length && records[i] != '\n' && records[i] != ';'; i++) {
            if (records[i] == ',') {
                commas++;
            } else if (commas == 2 && records[i] >= '0' && records[i] <= '9') {
                value = value * 10 + records[i] - '0';
            }
        }
        return value;
    }

    private synchronized boolean note(byte[] record, int length) {
        if (!opened) {
            opened = true;
            notifyAll();
        }
        lastNanos = System.nanoTime();
        records.write(record, 0, length);
        return records.size() < LIMIT;
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Waits until all is read, at most until the deadline.
    ///
    /// @param deadline of System.nanoTime()
    /// @return the records, one a line; empty where the device cannot be read
    synchronized byte[] finish(long deadline) {
        try {
            while (!ended) {
                long now = System.nanoTime();
                long quiet = lastNanos + IDLE_NANOS;
                long until = Math.min(opened ? quiet : deadline, deadline);
                if (now >= until) {
                    break;
                }
                wait(Math.max(1, (until - now) / 1_000_000));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return records.toByteArray();
    }
}
