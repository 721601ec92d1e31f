/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A gzip stream's content, as far as it goes: where it is cut or damaged, what came before counts.
final class Gunzip extends InputStream {

    private static final int BUFFER = 64 << 10;

    private final InputStream inflated;
    private Optional<String> damage = Optional.empty();

    Gunzip(InputStream compressed) throws IOException {
        inflated = new GZIPInputStream(new BufferedInputStream(compressed, BUFFER), BUFFER);
    }

    /// What ended the stream before its time.
    Optional<String> damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage.isPresent()) {
            return -1;
        }
        try {
            return inflated.read(bytes, offset, length);
        } catch (EOFException _) {
            damage = Optional.of("the gzip stream is cut; what was there was read");
        } catch (ZipException _) {
            damage = Optional.of("the gzip stream is damaged; what came before was read");
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflated.close();
    }
}
