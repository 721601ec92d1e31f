/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import java.util.OptionalInt;

/// The free bytes of a node that stand in blocks of each order, over all zones: the blocks of the answer, weighted by
/// their size.
public final class FreeBytes {

    private final long[] bytes;
    private final long total;

    private FreeBytes(long[] bytes, long total) {
        this.bytes = bytes;
        this.total = total;
    }

    public static FreeBytes of(Memory memory) {
        int orders = 0;
        for (var zone : memory.zones()) {
            orders = Math.max(orders, zone.freeBlocks().size());
        }
        var bytes = new long[orders];
        long total = 0;
        for (var zone : memory.zones()) {
            for (int order = 0; order < zone.freeBlocks().size(); order++) {
                long some = (zone.freeBlocks().get(order) * memory.pageSize()) << order;
                bytes[order] += some;
                total += some;
            }
        }
        return new FreeBytes(bytes, total);
    }

    /// The order in question: that of the demand, else of the first failure, else the one the zones were judged by.
    public static OptionalInt askedOrder(NodeDiagnosis answer) {
        if (answer.demand().isPresent()) {
            return OptionalInt.of(answer.demand().get().order());
        }
        for (var incident : answer.incidents()) {
            if (incident.failure().isPresent() && incident.failure().get().order().isPresent()) {
                return incident.failure().get().order();
            }
        }
        if (answer.memory().isPresent()) {
            for (var zone : answer.memory().get().zones()) {
                if (zone.usableFor().isPresent()) {
                    return OptionalInt.of(zone.usableFor().get().order());
                }
            }
        }
        return OptionalInt.empty();
    }

    /// How many orders there are; 0 where there is nothing to draw.
    public int orders() {
        return bytes.length;
    }

    public long at(int order) {
        return order < bytes.length ? bytes[order] : 0;
    }

    public long total() {
        return total;
    }

    /// The largest of them, at least 1.
    public long most() {
        long most = 1;
        for (long some : bytes) {
            most = Math.max(most, some);
        }
        return most;
    }

    /// In thousandths of the total.
    public long perMille(int order) {
        return total == 0 ? 0 : (long) ((double) at(order) * 1000 / total + 0.5);
    }
}
