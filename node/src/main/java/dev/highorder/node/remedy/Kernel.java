/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.evidence.live.Root;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The files through which the kernel is told something. It answers a write when it has done what was asked.
interface Kernel {

    /// Writes a value into a file that is there.
    void write(Write write) throws IOException;

    /// The one of the node at this root.
    static Kernel of(Root root) {
        return write -> {
            try (FileChannel channel =
                    FileChannel.open(
                            root.resolve(write.path()),
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(
                        ByteBuffer.wrap(
                                (write.value() + "\n").getBytes(StandardCharsets.US_ASCII)));
            }
        };
    }

    /// Writes, and waits no longer than so many seconds. The kernel cannot be told to stop: what takes longer goes on.
    ///
    /// @return whether it was done in time
    default boolean write(Write write, int seconds) throws IOException {
        FutureTask<Boolean> task =
                new FutureTask<>(() -> {
                    write(write);
                    return true;
                });
        Thread writer = new Thread(task, "highorder-write");
        writer.setDaemon(true);
        writer.start();
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
