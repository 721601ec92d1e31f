/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.evidence.text.Member;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Standard input.
record StreamPlace(String name, InputStream bytes) implements Place {

    @Override
    public Optional<Object> key() {
        return Optional.empty();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public void visit(Visitor visitor, Set<Object> apart) {
        visitor.member(Member.given(name, bytes));
    }
}
