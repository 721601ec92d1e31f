/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.gfp.GfpLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What one text means.
///
/// @param input as given
/// @param kernel the release that was given or that the text itself prints
/// @param layout by which the mask was read
/// @param mode the mask, hex in lower case
/// @param gfp the composite the kernel would print first, then single flags by rising bit; empty where the kernel is not known
/// @param sleeping whether the request may sleep; absent where that depends on the unknown kernel
/// @param zone the highest zone it may use; for buddyinfo the zone of the row
/// @param migratetype the lists it is served from first, as /proc/pagetypeinfo names them
/// @param bytes size of the order with pages of 4 KiB
/// @param statements what there is to know, the most telling first
/// @param candidates for a mask without a kernel: every layout, with its decode or with what rules it out
public record Explanation(
        String input,
        Kind kind,
        Optional<String> kernel,
        Optional<GfpLayout> layout,
        Optional<String> mode,
        List<String> gfp,
        Optional<Boolean> sleeping,
        Optional<String> zone,
        Optional<String> migratetype,
        OptionalInt order,
        OptionalLong bytes,
        Optional<Errno> errno,
        List<String> statements,
        List<Candidate> candidates) {

    public Explanation {
        gfp = List.copyOf(gfp);
        statements = List.copyOf(statements);
        candidates = List.copyOf(candidates);
    }

    /// What the text was taken for.
    public enum Kind {
        MODE("mode"),
        HEADLINE("headline"),
        ORDER("order"),
        ERRNO("errno"),
        STACK("stack"),
        BUDDYINFO("buddyinfo"),
        MESSAGE("message");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As the contract spells it.
        public String word() {
            return word;
        }
    }

    /// One reading of a mask.
    ///
    /// @param kernels it applies to, in words
    /// @param gfp the decode; empty where the reading is ruled out
    /// @param reason what rules it out
    public record Candidate(String kernels, List<String> gfp, Optional<String> reason) {
        public Candidate {
            gfp = List.copyOf(gfp);
        }
    }
}
