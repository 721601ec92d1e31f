/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a bundle holds, what it does not hold and why, and what the reading cost.
///
/// @param tool name and version
/// @param node its name, or the pseudonym that stands for it
/// @param live whether it was read on the running node itself, so that `started` is the time of its state
/// @param redacted whether names were replaced
public record Manifest(
        String tool,
        Optional<String> node,
        Instant started,
        Instant finished,
        boolean live,
        boolean redacted,
        List<Entry> files) {

    public Manifest {
        files = List.copyOf(files);
    }

    /// One thing that was read, or was not.
    ///
    /// @param path in the bundle; of what was skipped, the path or command on the node
    /// @param bytes in the bundle
    /// @param nanos what reading it took
    /// @param skipped whether it is not in the bundle
    /// @param why it was skipped, or is not whole
    /// @param what it would have been, where it is missed
    /// @param command that printed it, or that would show it
    public record Entry(
            String path,
            long bytes,
            long nanos,
            boolean skipped,
            Optional<String> why,
            Optional<String> what,
            Optional<String> command) {}

    /// Bytes of all files, before compression.
    public long bytes() {
        long sum = 0;
        for (Entry file : files) {
            sum += file.bytes();
        }
        return sum;
    }

    /// How many files are in the bundle.
    public long held() {
        return files.size() - skipped();
    }

    /// How many things are not in it.
    public long skipped() {
        long count = 0;
        for (Entry file : files) {
            count += file.skipped() ? 1 : 0;
        }
        return count;
    }
}
