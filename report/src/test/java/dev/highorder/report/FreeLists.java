/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report;

import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Memory.UsableFor;
import dev.highorder.core.diagnosis.Memory.Zone;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A zone of an answer made from its free blocks by the kernel's own arithmetic (mm/vmstat.c, v6.12), so that the
/// fixtures hold together.
record FreeLists(int node, String zone, List<Long> blocks) {

    static FreeLists of(int node, String zone, long... blocks) {
        var list = new ArrayList<Long>();
        for (long block : blocks) {
            list.add(block);
        }
        return new FreeLists(node, zone, list);
    }

    Zone zone(Optional<UsableFor> usable, Optional<Cite> cite) {
        return zone(usable, cite, OptionalLong.empty());
    }

    Zone zone(Optional<UsableFor> usable, Optional<Cite> cite, OptionalLong min) {
        var suitable = new ArrayList<Long>();
        var extfrag = new ArrayList<Integer>();
        var unusable = new ArrayList<Integer>();
        for (int order = 0; order < blocks.size(); order++) {
            long fits = suitable(order);
            suitable.add(fits);
            extfrag.add(
                    fits > 0
                            ? -1000
                            : (int) (1000 - (1000 + pages() * 1000 / (1L << order)) / total()));
            unusable.add((int) ((pages() - (fits << order)) * 1000 / pages()));
        }
        var quarter = min.isPresent() ? OptionalLong.of(min.getAsLong() / 4) : OptionalLong.empty();
        return new Memory.Zone(
                new ZoneId(node, zone),
                pages() * 4096,
                min,
                plus(min, quarter, 1),
                plus(min, quarter, 2),
                blocks,
                suitable,
                extfrag,
                unusable,
                usable,
                cite);
    }

    private static OptionalLong plus(OptionalLong base, OptionalLong step, int times) {
        return base.isPresent() && step.isPresent()
                ? OptionalLong.of(base.getAsLong() + times * step.getAsLong())
                : OptionalLong.empty();
    }

    private long suitable(int order) {
        long sum = 0;
        for (int larger = order; larger < blocks.size(); larger++) {
            sum += blocks.get(larger) << (larger - order);
        }
        return sum;
    }

    private long pages() {
        return suitable(0);
    }

    private long total() {
        return blocks.stream().mapToLong(Long::longValue).sum();
    }
}
