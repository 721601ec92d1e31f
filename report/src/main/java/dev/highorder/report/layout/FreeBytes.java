/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import java.util.OptionalInt;

/// The free bytes of a node that stand in blocks of each order, over all zones: the blocks of the answer, weighted by
/// their size.
public final class FreeBytes {

    /// More than any machine has; a count that says more is not worth a bar of its own.
    private static final long MOST = 1L << 61;

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
                long some = bytes(zone.freeBlocks().get(order), memory.pageSize(), order);
                bytes[order] = Math.min(bytes[order] + some, MOST);
                total = Math.min(total + some, MOST);
            }
        }
        return new FreeBytes(bytes, total);
    }

    /// The size of so many blocks of an order; absurd counts end at 2 EiB.
    public static long bytes(long blocks, long pageSize, int order) {
        double size = (double) blocks * pageSize * Math.scalb(1.0, order);
        return size < MOST ? (blocks * pageSize) << order : MOST;
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

    /// In blocks of that order and larger ones.
    public long from(int order) {
        long sum = 0;
        for (int i = order; i < bytes.length; i++) {
            sum = Math.min(sum + bytes[i], MOST);
        }
        return sum;
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
        return perMille(at(order));
    }

    /// So many bytes in thousandths of the total.
    public long perMille(long some) {
        return total == 0 ? 0 : (long) ((double) some * 1000 / total + 0.5);
    }
}
