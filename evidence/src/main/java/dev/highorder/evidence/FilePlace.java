/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Member;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One file that the user named; also a named pipe, as `<(journalctl …)` makes one.
record FilePlace(String name, Path path, boolean regular) implements Place {

    @Override
    public Optional<Object> key() {
        return FileKeys.of(path);
    }

    @Override
    public OptionalLong size() {
        return regular ? OptionalLong.of(path.toFile().length()) : OptionalLong.empty();
    }

    @Override
    public void visit(Visitor visitor, Set<Object> apart) {
        Optional<Object> key = key();
        if (regular && key.isPresent() && !apart.add(key.get())) {
            return;
        }
        try (InputStream bytes =
                regular
                        ? new SparseStream(path, name, visitor::leftOut)
                        : new FileInputStream(path.toFile())) {
            visitor.member(Member.given(name, bytes));
        } catch (IOException failure) {
            visitor.unreadable(Problem.of(name, IoMessage.of(failure)));
        }
    }
}
