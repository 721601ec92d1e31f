/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Member;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A directory of any layout: a node's `/`, a sosreport, a heap of files. Every regular file below is a
/// member, in the order of the names.
///
/// A symbolic link needs no following: what it names inside the directory is met under its own name,
/// and what it names outside is not evidence. Links that lead out or nowhere are counted in one problem.
record DirectoryPlace(String name, Path path) implements Place {

    /// Deeper than any real tree; stops a directory that is bound into itself.
    private static final int MAX_DEPTH = 64;

    @Override
    public Optional<Object> key() {
        return FileKeys.of(path);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public void visit(Visitor visitor, Set<Object> apart) {
        Walk walk = new Walk(this, visitor, apart);
        String prefix = prefix();
        walk.directory(path, prefix.substring(0, prefix.length() - 1), 0);
        walk.reportLinks();
    }

    private String prefix() {
        return name.equals("/") ? "/" : name + '/';
    }

    /// One traversal, with what it has to remember.
    private static final class Walk {
        private final DirectoryPlace place;
        private final Visitor visitor;
        private final Set<Object> apart;
        private final List<String> outside = new ArrayList<>();
        private final KernelMounts mounts = new KernelMounts();

        Walk(DirectoryPlace place, Visitor visitor, Set<Object> apart) {
            this.place = place;
            this.visitor = visitor;
            this.apart = apart;
        }

        void directory(Path directory, String cited, int depth) {
            if (depth > MAX_DEPTH) {
                visitor.leftOut(
                        Problem.of(
                                cited, "more than " + MAX_DEPTH + " directories deep; not read"));
                return;
            }
            Optional<String> kernel = mounts.at(directory);
            if (kernel.isPresent()) {
                visitor.leftOut(
                        Problem.of(
                                cited,
                                "a mounted "
                                        + kernel.get()
                                        + " of a running kernel is not walked; use --root to read a node's own files"));
                return;
            }
            visitor.wants(cited, true);
            for (Path entry : entries(directory, cited)) {
                entry(entry, cited + "/" + entry.getFileName(), depth);
            }
        }

        private void entry(Path entry, String cited, int depth) {
            BasicFileAttributes attributes;
            try {
                attributes =
                        Files.readAttributes(
                                entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException failure) {
                visitor.unreadable(Problem.of(cited, IoMessage.of(failure)));
                return;
            }
            Object key = attributes.fileKey();
            if (key != null && apart.contains(key)) {
                return;
            }
            if (attributes.isSymbolicLink()) {
                target(entry)
                        .ifPresentOrElse(
                                target -> visitor.link(cited, target), () -> outside.add(cited));
            } else if (attributes.isDirectory()) {
                directory(entry, cited, depth + 1);
            } else if (attributes.isRegularFile()) {
                if (key != null) {
                    apart.add(key);
                }
                if (visitor.wants(cited, false)) {
                    file(entry, cited);
                }
            } else {
                visitor.leftOut(Problem.of(cited, "a device, pipe or socket; not read"));
            }
        }

        private void file(Path file, String cited) {
            try (InputStream bytes = new SparseStream(file, cited, visitor::leftOut)) {
                visitor.member(
                        new Member(cited, cited.substring(place.prefix().length()), bytes, false));
            } catch (IOException failure) {
                visitor.unreadable(Problem.of(cited, IoMessage.of(failure)));
            }
        }

        private List<Path> entries(Path directory, String cited) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path entry : stream) {
                    entries.add(entry);
                }
            } catch (IOException failure) {
                visitor.unreadable(Problem.of(cited, IoMessage.of(failure)));
            } catch (DirectoryIteratorException failure) {
                visitor.unreadable(
                        Problem.of(cited, IoMessage.of(new IOException(failure.getCause()))));
            }
            entries.sort(null);
            return entries;
        }

        /// What a link names, as a path to cite; empty where it leads out or nowhere. An absolute target is taken
        /// from the place's own top, as in a tree that was copied from `/`.
        private Optional<String> target(Path link) {
            try {
                Path target = Files.readSymbolicLink(link);
                Path from = target.isAbsolute() ? place.path : link.getParent();
                Path below =
                        from == null
                                ? target
                                : from.resolve(target.toString().replaceFirst("^/+", ""));
                Path top = place.path.toRealPath();
                Path real = below.toRealPath();
                return real.startsWith(top)
                        ? Optional.of(place.prefix() + top.relativize(real))
                        : Optional.empty();
            } catch (IOException _) {
                return Optional.empty();
            }
        }

        void reportLinks() {
            if (!outside.isEmpty()) {
                visitor.leftOut(
                        Problem.of(
                                place.name,
                                outside.size()
                                        + " symbolic links lead out of the directory or nowhere, first "
                                        + outside.getFirst()
                                        + "; not followed"));
            }
        }
    }
}
