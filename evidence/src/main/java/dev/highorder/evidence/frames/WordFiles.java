/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.frames;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.IoMessage;
import dev.highorder.evidence.text.Content;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.PageWords;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.unpack.Contents;
import dev.highorder.evidence.unpack.Entry;
import dev.highorder.evidence.unpack.Limits;
import dev.highorder.evidence.unpack.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Looks for files of page flags and map counts in the places that a user names, and pairs those of one directory.
final class WordFiles {

    private static final int MAX_DEPTH = 64;

    /// `proc/kpageflags` is the state, other copies are further snapshots; of several trees the topmost counts.
    private static final Comparator<WordFile> FIRST =
            Comparator.<WordFile>comparingInt(file -> inProc(file.cited()) ? 0 : 1)
                    .thenComparingLong(file -> file.cited().chars().filter(c -> c == '/').count())
                    .thenComparing(WordFile::cited);

    private final List<WordFile> flags = new ArrayList<>();
    private final List<WordFile> counts = new ArrayList<>();
    private final List<Problem> problems;

    private WordFiles(List<Problem> problems) {
        this.problems = problems;
    }

    /// @param problems takes what could not be looked into
    static Optional<PageFiles> in(List<String> places, List<Problem> problems) {
        WordFiles files = new WordFiles(problems);
        for (String place : places) {
            files.place(place);
        }
        files.flags.sort(FIRST);
        if (files.flags.isEmpty()) {
            return Optional.empty();
        }
        WordFile first = files.flags.getFirst();
        if (files.flags.size() > 1) {
            problems.add(
                    Problem.of(
                            files.flags.get(1).cited(),
                            "another reading of page flags; only " + first.cited() + " is used"));
        }
        return Optional.of(new PageFiles(first, files.countsBeside(first)));
    }

    private Optional<WordFile> countsBeside(WordFile first) {
        counts.sort(FIRST);
        String directory = directory(first.cited());
        return counts.stream()
                .filter(file -> directory(file.cited()).equals(directory))
                .findFirst();
    }

    private void place(String given) {
        if (given.equals("-") || given.isEmpty()) {
            return;
        }
        try {
            Path path = Path.of(given);
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                directory(
                        path, given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            } else if (PageWords.of(given).isPresent()) {
                file(path, given, attributes.size());
            } else if (attributes.isRegularFile()) {
                archive(path, given);
            }
        } catch (InvalidPathException _) {
            return;
        } catch (IOException _) {
            // The reader of the other evidence says of the same place that it cannot be read.
            return;
        }
    }

    private void directory(Path top, String cited) throws IOException {
        Files.walkFileTree(
                top.toRealPath(),
                java.util.Set.of(),
                MAX_DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()
                                && PageWords.of(file.toString()).isPresent()) {
                            String name = cited + file.toString().substring(realLength(top));
                            file(file, name, attributes.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static int realLength(Path top) {
        try {
            String real = top.toRealPath().toString();
            return real.equals("/") ? 0 : real.length();
        } catch (IOException _) {
            return top.toString().length();
        }
    }

    private void file(Path path, String cited, long bytes) {
        try (InputStream in = Files.newInputStream(path)) {
            Sample sample = Sample.of(Member.given(cited, in));
            boolean packed = sample.content().kind() == Content.Kind.COMPRESSED;
            add(
                    packed
                            ? new WordFile.Packed(cited, path)
                            : bytes == 0 && !sample.isEmpty()
                                    ? new WordFile.Kernel(cited, path)
                                    : new WordFile.Plain(cited, path, bytes));
        } catch (IOException failure) {
            problems.add(Problem.of(cited, IoMessage.of(failure)));
        }
    }

    private void archive(Path path, String cited) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            Sample sample = Sample.of(Member.given(cited, in));
            Content.Kind kind = sample.content().kind();
            if (kind == Content.Kind.ARCHIVE || kind == Content.Kind.COMPRESSED) {
                Unpacking.of(sample, Limits.USUAL, new Listing(path, cited));
            }
        }
    }

    private void add(WordFile file) {
        Optional<PageWords> kind = PageWords.of(file.cited());
        if (kind.isPresent()) {
            switch (kind.get()) {
                case FLAGS -> flags.add(file);
                case COUNTS -> counts.add(file);
            }
        }
    }

    private static boolean inProc(String cited) {
        String directory = directory(cited);
        return directory.equals("proc")
                || directory.endsWith("/proc")
                || directory.endsWith("!proc");
    }

    private static String directory(String cited) {
        int slash = cited.lastIndexOf('/');
        return slash < 0 ? "" : cited.substring(0, slash);
    }

    /// Takes the names in an archive and none of its content.
    private final class Listing implements Contents {
        private final Path archive;
        private final String place;

        Listing(Path archive, String place) {
            this.archive = archive;
            this.place = place;
        }

        @Override
        public boolean wants(String path, Entry.Kind kind, String target) {
            if (kind == Entry.Kind.FILE && PageWords.of(path).isPresent()) {
                add(new WordFile.Member(path, archive, place));
            }
            return false;
        }

        @Override
        public void member(Sample sample) {
            // nothing is wanted
        }

        @Override
        public void problem(Problem problem) {
            // The reader of the other evidence says so.
        }

        @Override
        public void leftOut(Problem problem) {
            // The reader of the other evidence says so.
        }
    }
}
