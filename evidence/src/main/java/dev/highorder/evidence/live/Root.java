/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;

/// The `/` of the node: this machine's own, or one that is mounted elsewhere. In the latter, names are
/// followed part by part, and a symbolic link is read as the node itself would read it: it never leads out.
///
/// @param elsewhere where the node's `/` is mounted; empty for this machine's own
public record Root(Optional<Path> elsewhere) {

    private static final int MAX_LINKS = 40;

    /// Whether it is this machine's own, where commands may be run.
    public boolean isOwn() {
        return elsewhere.isEmpty();
    }

    /// The path to cite for a name that begins with `/`.
    public String cited(String name) {
        return elsewhere.filter(dir -> dir.getNameCount() > 0).map(dir -> dir + name).orElse(name);
    }

    /// The file that a name means on the node.
    public Path resolve(String name) throws IOException {
        return elsewhere.isEmpty() ? Path.of(name) : inside(elsewhere.get(), name);
    }

    private static Path inside(Path top, String name) throws IOException {
        Deque<String> parts = new ArrayDeque<>();
        push(parts, name);
        Path at = top;
        int links = 0;
        while (!parts.isEmpty()) {
            String part = parts.pop();
            if (part.equals("..")) {
                Path parent = at.getParent();
                at = at.equals(top) || parent == null ? top : parent;
                continue;
            }
            Path next = at.resolve(part);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            links++;
            if (links > MAX_LINKS) {
                throw new FileSystemLoopException(name);
            }
            Path target = Files.readSymbolicLink(next);
            if (target.isAbsolute()) {
                at = top;
            }
            push(parts, target.toString());
        }
        if (!Files.exists(at, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(name);
        }
        return at;
    }

    private static void push(Deque<String> parts, String path) {
        Deque<String> names = new ArrayDeque<>();
        Collections.addAll(names, path.split("/", -1));
        names.removeIf(part -> part.isEmpty() || part.equals("."));
        while (!names.isEmpty()) {
            parts.push(names.removeLast());
        }
    }
}
