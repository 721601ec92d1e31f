/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Says what a row of buddyinfo holds: weighted by size, and asked for an order.
final class BuddyLesson {

    private BuddyLesson() {}

    static List<String> of(ZoneId zone, FreeLists lists, OptionalInt order) {
        List<String> statements = new ArrayList<>();
        long bytes = bytes(lists.freePages());
        statements.add(
                zone
                        + ": "
                        + Amount.bytes(bytes)
                        + " free in "
                        + Amount.of(lists.blockCount())
                        + " blocks; single pages are "
                        + percent(lists.share(0))
                        + " of it by size.");
        if (order.isPresent()) {
            statements.add(forOrder(lists, order.getAsInt()));
        } else {
            statements.add(byOrder(lists));
        }
        int largest = lists.orders() - 1;
        while (largest > 0 && lists.blocks(largest) == 0) {
            largest--;
        }
        if (largest + 1 < lists.orders()) {
            statements.add(
                    "The largest free block is of order "
                            + largest
                            + " ("
                            + Amount.bytes(PageOrder.bytes(largest, OrderLesson.PAGE))
                            + "). Zeros at the highest orders are ordinary where huge pages are in use.");
        }
        return statements;
    }

    static String closing() {
        return "buddyinfo shows neither watermarks nor which lists blocks stand on, and only this moment: with a failure,"
                + " the Mem-Info of the kernel log counts, not a snapshot taken later.";
    }

    private static String forOrder(FreeLists lists, int order) {
        int index = lists.extfragIndex(order);
        long suitable = lists.suitable(order);
        String unusable =
                " Unusable for it: "
                        + percent(lists.unusableIndex(order) / 1000.0)
                        + " of the free memory.";
        if (suitable > 0) {
            return "An order-"
                    + order
                    + " request finds "
                    + Amount.of(suitable)
                    + " suitable blocks (extfrag index -1000: a block exists)."
                    + unusable;
        }
        return "No block of order "
                + order
                + " or above is free; extfrag index "
                + index
                + " of 1000: "
                + (index > 500
                        ? "fragmentation, not shortage."
                        : "shortage rather than fragmentation.")
                + unusable;
    }

    private static String byOrder(FreeLists lists) {
        StringBuilder text = new StringBuilder("Suitable blocks by order:");
        for (int order = 0; order < lists.orders(); order++) {
            text.append(order == 0 ? " " : ", ")
                    .append(order)
                    .append(" → ")
                    .append(Amount.of(lists.suitable(order)));
        }
        return text.append(". A larger block counts as several.").toString();
    }

    private static long bytes(long pages) {
        return pages > Long.MAX_VALUE / OrderLesson.PAGE
                ? Long.MAX_VALUE
                : pages * OrderLesson.PAGE;
    }

    private static String percent(double share) {
        return Math.round(share * 1000) / 10.0 + " %";
    }
}
