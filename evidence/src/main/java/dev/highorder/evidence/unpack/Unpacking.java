/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Content;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Hands out what a packed member holds, whatever is packed in what, known by content and not by name.
/// A member of an archive is cited as `bundle.tar.xz!sos/proc/buddyinfo`; a compressed file keeps its path.
public final class Unpacking {

    private final Contents contents;
    private final Budget budget;

    private Unpacking(Limits limits, Contents contents) {
        this.contents = contents;
        this.budget = new Budget(limits);
    }

    /// Unpacks a member, and gives up on what is damaged, too deep or without end with a problem.
    ///
    /// @throws IOException where the member's own bytes cannot be read
    public static void of(Sample sample, Limits limits, Contents contents) throws IOException {
        Unpacking unpacking = new Unpacking(limits, contents);
        Member member = sample.member();
        InputStream counted = unpacking.budget.counted(sample.bytes());
        unpacking.open(Sample.of(member.unpacked(counted)), new Depth(0, 0));
    }

    /// How many archives and how many compressions of the same stream lie around a member.
    private record Depth(int archives, int layers) {}

    private void open(Sample sample, Depth depth) throws IOException {
        switch (sample.content().kind()) {
            case COMPRESSED -> decompress(sample, depth);
            case ARCHIVE -> archive(sample, depth);
            case TEXT, JOURNAL, OPAQUE -> contents.member(sample);
        }
    }

    private void decompress(Sample sample, Depth depth) throws IOException {
        Member member = sample.member();
        if (depth.layers() >= budget.limits().layers()) {
            problem(
                    member.path(),
                    "compressed more than "
                            + budget.limits().layers()
                            + " times over; unpack it yourself and pass what it holds");
            return;
        }
        try (Decoder decoder = new Decoder(sample.content(), sample.bytes(), budget)) {
            Sample unpacked = Sample.of(member.unpacked(decoder));
            boolean damagedAtOnce = unpacked.isEmpty() && decoder.damage().isPresent();
            if (!damagedAtOnce) {
                open(unpacked, new Depth(depth.archives(), depth.layers() + 1));
            }
            decoder.damage().ifPresent(why -> problem(member.path(), why));
        }
    }

    private void archive(Sample sample, Depth depth) throws IOException {
        Member member = sample.member();
        Limits limits = budget.limits();
        if (depth.archives() >= limits.archives()) {
            problem(
                    member.path(),
                    "an archive inside of "
                            + limits.archives()
                            + " others; unpack them and pass the directory");
            return;
        }
        Archive archive =
                sample.content() == Content.ZIP
                        ? new ZipArchive(sample.bytes(), budget)
                        : new TarArchive(sample.bytes());
        Walk walk = new Walk(member.path(), archive, new Depth(depth.archives() + 1, 0));
        walk.run();
    }

    private void problem(String path, String message) {
        contents.problem(Problem.of(path, message));
    }

    /// One archive on its way from its first entry to its last.
    private final class Walk {
        private final String path;
        private final Archive archive;
        private final Depth depth;
        private final Count outside = new Count("entries whose names lead out of the archive");
        private final Count links = new Count("links that lead out of the archive");
        private final Count special = new Count("devices, pipes and the like");

        Walk(String path, Archive archive, Depth depth) {
            this.path = path;
            this.archive = archive;
            this.depth = depth;
        }

        void run() throws IOException {
            int entries = 0;
            Optional<Entry> next = archive.next();
            while (next.isPresent() && !budget.spent() && entries < budget.limits().entries()) {
                entries++;
                entry(next.get());
                next = archive.next();
            }
            if (next.isPresent()) {
                problem(
                        path,
                        budget.spent()
                                ? "what lies behind was not read, as it unpacks without end"
                                : "more than "
                                        + budget.limits().entries()
                                        + " entries; the rest was not read");
            } else {
                archive.damage().ifPresent(why -> problem(path, why));
            }
            archive.loss().ifPresent(why -> problem(path, why));
            outside.report();
            links.report();
            special.report();
        }

        private void entry(Entry entry) throws IOException {
            Optional<String> name = EntryName.of(entry.name());
            if (name.isEmpty()) {
                if (entry.kind() != Entry.Kind.DIRECTORY) {
                    outside.add(entry.name());
                }
                return;
            }
            String cited = path + '!' + name.get();
            switch (entry.kind()) {
                case FILE -> {
                    if (contents.wants(cited, Entry.Kind.FILE, "")) {
                        open(
                                Sample.of(new Member(cited, name.get(), archive.content(), false)),
                                depth);
                        archive.damage().ifPresent(why -> problem(cited, why));
                    }
                }
                case DIRECTORY -> contents.wants(cited, Entry.Kind.DIRECTORY, "");
                case SYMBOLIC_LINK ->
                        link(
                                name.get(),
                                cited,
                                entry,
                                EntryName.target(name.get(), entry.target()));
                case HARD_LINK -> link(name.get(), cited, entry, EntryName.of(entry.target()));
                case SPECIAL -> special.add(name.get());
            }
        }

        private void link(String name, String cited, Entry entry, Optional<String> target) {
            if (target.isPresent()) {
                contents.wants(cited, entry.kind(), path + '!' + target.get());
            } else {
                links.add(name);
            }
        }

        /// Things that are left out alike, said once.
        private final class Count {
            private final String what;
            private int count;
            private String first = "";

            Count(String what) {
                this.what = what;
            }

            void add(String name) {
                if (count++ == 0) {
                    first = EntryName.shown(name);
                }
            }

            void report() {
                if (count > 0) {
                    contents.leftOut(
                            Problem.of(
                                    path, what + ": " + count + ", first " + first + "; not read"));
                }
            }
        }
    }
}
