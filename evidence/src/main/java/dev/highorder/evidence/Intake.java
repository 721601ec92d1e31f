/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.bundle.Bundle;
import dev.highorder.evidence.bundle.Sections;
import dev.highorder.evidence.journal.ExportText;
import dev.highorder.evidence.journal.JournalText;
import dev.highorder.evidence.text.Content;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.PageWords;
import dev.highorder.evidence.text.Sample;
import dev.highorder.evidence.text.TextReader;
import dev.highorder.evidence.unpack.Contents;
import dev.highorder.evidence.unpack.Entry;
import dev.highorder.evidence.unpack.Limits;
import dev.highorder.evidence.unpack.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Opens places one after the other and collects what they hold.
final class Intake {

    private final Progress progress;
    private final TextReader reader = new TextReader();
    private final List<SourceText> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();

    Intake(Progress progress) {
        this.progress = progress;
    }

    /// The place of a path as the user gave it; empty, with a warning, where there is none.
    Optional<Place> place(String given, InputStream input) {
        if (given.equals("-")) {
            return Optional.of(new StreamPlace("-", input));
        }
        String name = given;
        while (name.length() > 1 && name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        try {
            if (name.isEmpty()) {
                warn(Problem.of("''", "an empty path; name a file or directory"));
                return Optional.empty();
            }
            Path path = Path.of(name);
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return Optional.of(new DirectoryPlace(name, path.toRealPath()));
            }
            return Optional.of(new FilePlace(name, path, attributes.isRegularFile()));
        } catch (InvalidPathException _) {
            warn(
                    Problem.of(
                            name,
                            "not a path that this system can open; check the name and LC_ALL"));
        } catch (IOException failure) {
            warn(Problem.of(name, IoMessage.of(failure)));
        }
        return Optional.empty();
    }

    /// Reads all of a place.
    void read(Place place, Origin.Role role, Set<Object> apart) {
        Taking taking = new Taking(role);
        place.visit(taking, apart);
        if (role == Origin.Role.NODE) {
            missing.addAll(Bundle.missing(taking.taken));
        }
        sources.addAll(taking.arranged());
    }

    Evidence evidence() {
        return new Evidence(sources, problems, warnings, missing);
    }

    private void warn(Problem problem) {
        warnings.add(problem);
        problems.add(problem);
    }

    /// Reads the members of one place.
    private final class Taking implements Place.Visitor {
        private final Origin.Role role;
        private final List<SourceText> taken = new ArrayList<>();
        private Optional<Bundle> bundle = Optional.empty();

        Taking(Origin.Role role) {
            this.role = role;
        }

        List<SourceText> arranged() {
            return bundle.isPresent() || taken.size() > 1 || Sections.areIn(taken)
                    ? bundle().arranged(taken, role)
                    : taken;
        }

        private Bundle bundle() {
            Bundle made = bundle.orElseGet(Bundle::new);
            bundle = Optional.of(made);
            return made;
        }

        @Override
        public boolean wants(String path, boolean directory) {
            return bundle().note(path, directory) && (directory || PageWords.of(path).isEmpty());
        }

        @Override
        public void link(String path, String target) {
            bundle().link(path, target);
        }

        @Override
        public void member(Member member) {
            if (PageWords.of(member.path()).isPresent()) {
                return;
            }
            try {
                Sample sample =
                        Sample.of(member.unpacked(new WatchedStream(member.bytes(), progress)));
                switch (sample.content().kind()) {
                    case COMPRESSED, ARCHIVE ->
                            Unpacking.of(sample, Limits.USUAL, new Unpacked(this, member));
                    case JOURNAL -> journal(sample);
                    case TEXT, OPAQUE -> text(sample);
                }
            } catch (IOException failure) {
                unreadable(Problem.of(member.path(), IoMessage.of(failure)));
            }
        }

        private void text(Sample sample) throws IOException {
            TextReader.Outcome outcome = reader.read(sample, role);
            outcome.text().ifPresent(taken::add);
            outcome.refusal()
                    .ifPresent(problem -> {
                        if (sample.member().given()) {
                            warn(problem);
                        } else {
                            problems.add(problem);
                        }
                    });
        }

        private void journal(Sample sample) throws IOException {
            Member member = sample.member();
            if (sample.content() == Content.JOURNAL_EXPORT) {
                text(Sample.of(member.unpacked(new ExportText(sample.bytes()))));
                return;
            }
            JournalText journal = new JournalText(sample.bytes(), member.path());
            Sample lines = Sample.of(member.unpacked(journal));
            if (!lines.isEmpty()) {
                text(lines);
            } else if (member.given() && journal.problems().isEmpty()) {
                warn(Problem.of(member.path(), "a journal file without entries"));
            }
            boolean unread = lines.isEmpty() && member.given();
            journal.problems().forEach(unread ? this::unreadable : this::leftOut);
        }

        /// Takes what was packed in one member.
        private record Unpacked(Taking taking, Member packed) implements Contents {

            @Override
            public boolean wants(String path, Entry.Kind kind, String target) {
                if (kind == Entry.Kind.SYMBOLIC_LINK) {
                    taking.link(path, target);
                    return false;
                }
                return taking.wants(path, kind == Entry.Kind.DIRECTORY);
            }

            @Override
            public void member(Sample sample) throws IOException {
                if (sample.content().kind() == Content.Kind.JOURNAL) {
                    taking.journal(sample);
                } else {
                    taking.text(sample);
                }
            }

            @Override
            public void problem(Problem problem) {
                if (packed.given() && problem.path().equals(packed.path())) {
                    taking.unreadable(problem);
                } else {
                    taking.leftOut(problem);
                }
            }

            @Override
            public void leftOut(Problem problem) {
                taking.leftOut(problem);
            }
        }

        @Override
        public void unreadable(Problem problem) {
            warn(problem);
        }

        @Override
        public void leftOut(Problem problem) {
            problems.add(problem);
        }
    }
}
