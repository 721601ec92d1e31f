/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Zeros;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A file's bytes without its great holes: a log that was truncated under its writer begins with gigabytes
/// of zeros that nobody wrote. After 16 MiB of zeros the end of the file is felt out backwards, and reading
/// goes on where zeros were met; what was passed over is said.
final class SparseStream extends InputStream {

    private static final int ENOUGH = 16 << 20;
    private static final int PAGE = 4096;

    private final RandomAccessFile file;
    private final String cited;
    private final Consumer<Problem> problems;
    private long zeros;

    SparseStream(Path path, String cited, Consumer<Problem> problems) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.cited = cited;
        this.problems = problems;
    }

    @Override
    public int read() throws IOException {
        return file.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (zeros >= ENOUGH) {
            pass();
            zeros = 0;
        }
        int read = file.read(bytes, offset, Math.min(length, Zeros.LONGEST));
        if (read > 0) {
            zeros = Zeros.fill(bytes, offset, read) ? zeros + read : 0;
        }
        return read;
    }

    /// What lies ahead, its holes included.
    @Override
    public int available() throws IOException {
        return Math.clamp(file.length() - file.getFilePointer(), 0, Integer.MAX_VALUE);
    }

    private void pass() throws IOException {
        long here = file.getFilePointer();
        long size = file.length();
        byte[] page = new byte[PAGE];
        for (long back = 16 * PAGE; size - back > here; back *= 2) {
            file.seek(size - back);
            file.readFully(page);
            if (Zeros.fill(page, 0, PAGE)) {
                file.seek(size - back);
                problems.accept(
                        Problem.of(
                                cited,
                                (size - back - here)
                                        + " zero bytes (a hole in the file?) were passed over"));
                return;
            }
        }
        file.seek(here);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
