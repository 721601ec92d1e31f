/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.List;

/// What each remedy would give back.
///
/// @param order that the question is about
/// @param orderWhy where the order comes from
/// @param pageSize in bytes
/// @param now whether the request would be served as things are
public record WhatIf(
        int order,
        String orderWhy,
        long pageSize,
        Served now,
        List<Outcome> actions,
        List<Missing> missing,
        List<Problem> problems) {

    public WhatIf {
        actions = List.copyOf(actions);
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /// Whether a request would be served, and why.
    public record Served(Admission.Answer answer, String reason) {}

    /// What the prediction rests on.
    public enum Basis {
        /// The flags of each page.
        PAGES("pages"),
        /// Counters alone.
        COUNTS("counts");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// One remedy.
    ///
    /// @param request whether the request would be served afterwards: unsure where it depends on what is not known
    /// @param pagesMigrated pages that would be moved
    /// @param bytesDropped cache that would have to be read again, and slab objects to be made again
    /// @param reasons why the interval is as wide as it is
    public record Outcome(
            Action action,
            List<Zone> zones,
            Served request,
            long pagesMigrated,
            long bytesDropped,
            Basis basis,
            List<String> reasons) {

        public Outcome {
            zones = List.copyOf(zones);
            reasons = List.copyOf(reasons);
        }
    }

    /// One zone afterwards.
    ///
    /// @param low free blocks by order, the fewest of each
    /// @param expected free blocks by order
    /// @param high free blocks by order, the most of each
    /// @param suitable blocks of the order asked for that could be cut out of the free ones
    public record Zone(
            ZoneId id, List<Long> low, List<Long> expected, List<Long> high, Range suitable) {

        public Zone {
            low = List.copyOf(low);
            expected = List.copyOf(expected);
            high = List.copyOf(high);
        }
    }

    /// A count with its bounds.
    public record Range(long low, long expected, long high) {}
}
