/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whether a zone, in the state it was seen in, would have served a request, and if not what stood against it.
public sealed interface Admission {

    Figures figures();

    Answer answer();

    /// The answer in one word.
    enum Answer {
        YES,
        NO,
        UNSURE
    }

    /// The numbers the check worked with, in pages. `free − beyond − highatomic − cma > mark + reserve` is its order-0 part.
    ///
    /// @param free the zone's free pages
    /// @param beyond 2^order − 1: the pages the request takes besides the first
    /// @param highatomic subtracted because the request may not use them; 0 otherwise
    /// @param cma subtracted because the request is not movable; 0 otherwise
    /// @param min the min watermark as printed, boost included
    /// @param boost part of `min`; 0 where none or unknown
    /// @param mark `min` after what HIGH and atomic requests are let off; 0 where watermarks do not apply
    /// @param reserve withheld by lowmem_reserve from this request
    /// @param suitable blocks of the order that could be cut from the free ones, on any list
    /// @param lists orders from the requested one up that have free blocks
    /// @param unknown what the evidence lacks and was taken as absent
    record Figures(
            ZoneId zone,
            int order,
            long free,
            long beyond,
            long highatomic,
            long cma,
            long min,
            long boost,
            long mark,
            long reserve,
            long suitable,
            List<OrderLists> lists,
            Set<Doubt> unknown) {

        public Figures {
            lists = List.copyOf(lists);
            unknown = Set.copyOf(unknown);
        }

        /// Free pages that the request could count on.
        public long available() {
            return free - beyond - highatomic - cma;
        }

        /// What `available` has to exceed.
        public long needed() {
            return mark + reserve;
        }

        /// How far `available` lies above `needed`; it has to be positive. A margin of some hundred pages is less than what a
        /// busy machine frees between the failure and the dump.
        public long margin() {
            return available() - needed();
        }

        /// The lists that blocks of a sufficient order stand on, where known.
        public Set<MigrateType> types() {
            Set<MigrateType> types = EnumSet.noneOf(MigrateType.class);
            lists.forEach(list -> types.addAll(list.types()));
            return types;
        }
    }

    /// Free blocks of one order and the lists they stand on.
    ///
    /// @param types empty where not known
    record OrderLists(int order, long blocks, Set<MigrateType> types) {
        public OrderLists {
            types = Set.copyOf(types);
        }
    }

    /// It would have been served.
    record Served(Figures figures) implements Admission {
        @Override
        public Answer answer() {
            return Answer.YES;
        }
    }

    /// The order-0 check fails: too few pages are free, whatever the size of the blocks.
    ///
    /// @param passesWithoutCma it would pass if the CMA pages counted
    /// @param passesWithoutHighatomic it would pass if the HIGHATOMIC pages counted
    /// @param passesWithoutCmaAndHighatomic it would pass if both counted
    /// @param passesWithoutBoost it would pass if the watermark were not boosted
    /// @param passesWithoutReserve it would pass if lowmem_reserve withheld nothing
    record ShortOfPages(
            Figures figures,
            boolean passesWithoutCma,
            boolean passesWithoutHighatomic,
            boolean passesWithoutCmaAndHighatomic,
            boolean passesWithoutBoost,
            boolean passesWithoutReserve)
            implements Admission {
        @Override
        public Answer answer() {
            return Answer.NO;
        }
    }

    /// Enough pages are free, and no block of the order or above: fragmentation.
    record NoBlock(Figures figures) implements Admission {
        @Override
        public Answer answer() {
            return Answer.NO;
        }
    }

    /// Enough pages are free and blocks of the order exist, all on lists that the request may not use.
    record ForeignBlocks(Figures figures) implements Admission {
        @Override
        public Answer answer() {
            return Answer.NO;
        }
    }

    /// Up to 4.3: blocks of the order exist, but too few pages stand in blocks above some order.
    ///
    /// @param atOrder pages in blocks of this order and above were compared
    /// @param left of those pages, less 2^order − 1
    /// @param needed what `left` has to exceed
    record LoopRefuses(Figures figures, int atOrder, long left, long needed) implements Admission {
        @Override
        public Answer answer() {
            return Answer.NO;
        }
    }

    /// The evidence allows more than one outcome.
    ///
    /// @param atBest the outcome if all that is not known favoured the request
    /// @param atWorst the outcome if none of it did
    /// @param doubts what would have to be known
    record Undecided(Admission atBest, Admission atWorst, Set<Doubt> doubts) implements Admission {

        public Undecided {
            doubts = Set.copyOf(doubts);
        }

        @Override
        public Figures figures() {
            return atBest.figures();
        }

        /// `NO` where both outcomes refuse, only for different reasons.
        @Override
        public Answer answer() {
            return atBest.answer() == Answer.NO ? Answer.NO : Answer.UNSURE;
        }
    }
}
