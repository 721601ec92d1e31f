/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.FrameSink;
import dev.highorder.core.pagemap.FrameSource;
import dev.highorder.evidence.IoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The page flags of a node, and its map counts where they lie beside. Memory does not grow with the machine.
public final class PageFiles implements FrameSource {

    private final WordFile flags;
    private final Optional<WordFile> counts;

    PageFiles(WordFile flags, Optional<WordFile> counts) {
        this.flags = flags;
        this.counts = counts;
    }

    /// Those in the places that a user names; empty where there are none.
    ///
    /// @param problems takes what could not be looked into
    public static Optional<PageFiles> in(List<String> places, List<Problem> problems) {
        return WordFiles.in(places, problems);
    }

    /// This node's own, or one's that is mounted elsewhere. Reading them costs the kernel some seconds for each 100 GiB.
    ///
    /// @param problems takes why they cannot be read
    public static Optional<PageFiles> live(Optional<Path> root, List<Problem> problems) {
        Path proc = root.orElse(Path.of("/")).resolve("proc");
        Optional<WordFile> flags = own(proc.resolve("kpageflags"), problems);
        return flags.map(
                file -> new PageFiles(file, own(proc.resolve("kpagecount"), new ArrayList<>())));
    }

    private static Optional<WordFile> own(Path path, List<Problem> problems) {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(Long.BYTES).length == 0
                    ? Optional.empty()
                    : Optional.of(new WordFile.Kernel(path.toString(), path));
        } catch (IOException failure) {
            problems.add(Problem.of(path.toString(), IoMessage.of(failure)));
            return Optional.empty();
        }
    }

    @Override
    public String path() {
        return flags.cited();
    }

    @Override
    public long frames() {
        if (flags instanceof WordFile.Plain plain) {
            return plain.bytes() / Long.BYTES;
        }
        return WordStream.length(flags);
    }

    @Override
    public boolean hasCounts() {
        return counts.isPresent();
    }

    @Override
    public List<Problem> read(Supplier<FrameSink> sinks) {
        List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
        boolean plainCounts = counts.map(file -> file instanceof WordFile.Plain).orElse(true);
        if (flags instanceof WordFile.Plain plain && plainCounts) {
            new PlainRead(plain, counts.map(WordFile.Plain.class::cast), problems).run(sinks);
        } else {
            new StreamRead(flags, counts, problems).run(sinks.get());
        }
        return List.copyOf(problems);
    }
}
