/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Member;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Somewhere evidence lies. A place knows its container format and nothing of what the bytes mean.
sealed interface Place permits FilePlace, DirectoryPlace, StreamPlace {

    /// As given by the user.
    String name();

    /// What identifies the file or directory on this machine whatever the path to it.
    Optional<Object> key();

    /// Its bytes, where that can be known without reading it.
    OptionalLong size();

    /// Hands out every member once, in an order that depends on nothing but the members.
    ///
    /// @param apart keys of files and directories that are left out with all that lies below; each file that is
    ///     handed out is added, so that one reached by two paths is read once
    void visit(Visitor visitor, Set<Object> apart);

    /// Takes what a place hands out.
    interface Visitor {
        /// Says of each directory and each file of a tree, before its content, that it is there, and whether the
        /// content is wanted.
        boolean wants(String path, boolean directory);

        /// A symbolic link to another member of the place.
        void link(String path, String target);

        /// The member's stream is open only during this call.
        void member(Member member);

        /// Something of this place could not be opened or read.
        void unreadable(Problem problem);

        /// Something was left out on purpose.
        void leftOut(Problem problem);
    }
}
