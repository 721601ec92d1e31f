/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.evidence.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// How far the reading is, in one line of a terminal that is gone when it is done:
/// `highorder: reading [=======>            ]  40 %, 1.1 GiB/s, 3 s left`. Nothing is shown of what takes less than a second.
final class ProgressBar implements Progress, AutoCloseable {

    private static final long NANOS = 1_000_000_000;
    private static final long AGAIN = NANOS / 5;
    private static final int CELLS = 24;
    private static final String CLEAR = "\r\033[K";

    private final OutputStream out;
    private final LongSupplier nanos;
    private final IntSupplier terminalWidth;
    private final long start;
    private OptionalLong all = OptionalLong.empty();
    private long done;
    private long next;
    private int width;

    /// @param nanos a clock
    /// @param width of the terminal, in columns; asked for once, and only where there is something to show
    ProgressBar(OutputStream out, LongSupplier nanos, IntSupplier width) {
        this.out = out;
        this.nanos = nanos;
        this.terminalWidth = width;
        this.start = nanos.getAsLong();
        this.next = NANOS;
    }

    @Override
    public void begin(OptionalLong bytes) {
        all = bytes;
    }

    @Override
    public void read(long bytes) {
        done += bytes;
        long passed = nanos.getAsLong() - start;
        if (passed >= next) {
            next = passed + AGAIN;
            if (width == 0) {
                width = Math.max(1, terminalWidth.getAsInt());
            }
            String line = line(passed);
            write(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
        }
    }

    private String line(long passed) {
        double perSecond = (double) done * NANOS / passed;
        String rate = size((long) perSecond) + "/s";
        if (all.isEmpty()) {
            return "highorder: reading, " + size(done) + ", " + rate;
        }
        long size = Math.max(all.getAsLong(), 1);
        double share = Math.min(1, (double) done / size);
        int cells = (int) (share * CELLS);
        String bar = "=".repeat(cells) + (cells < CELLS ? ">" : "");
        long left = (long) Math.ceil(Math.max(0, size - done) / Math.max(perSecond, 1));
        return "highorder: reading ["
                + bar
                + " ".repeat(CELLS - Math.min(CELLS, bar.length()))
                + "] "
                + (int) (share * 100)
                + " %, "
                + rate
                + ", "
                + time(left)
                + " left";
    }

    private static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /// With two figures at least: `412 MiB`, `1.1 GiB`.
    private static String size(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        long tenths = (long) (value * 10);
        boolean fine = unit > 0 && tenths < 100;
        return (fine ? tenths / 10 + "." + tenths % 10 : "" + tenths / 10) + " " + units[unit];
    }

    /// Takes the line away again.
    @Override
    public void close() {
        if (width > 0) {
            write(CLEAR);
        }
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException _) {
            // who does not want to see it need not
            next = Long.MAX_VALUE;
        }
    }
}
