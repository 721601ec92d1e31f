/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.census.count;

import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.PageTypeInfo;
import dev.highorder.core.proc.buddy.ZoneInfo;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.memory.Slabs;
import dev.highorder.core.proc.memory.VmStat;
import java.util.List;
import java.util.Optional;

/// The state files of a node that belong to one moment: `proc/X` is the state, other copies of it are further snapshots.
public record Snapshot(
        Optional<BuddyInfo> buddyInfo,
        Optional<ZoneInfo> zoneInfo,
        Optional<PageTypeInfo> pageTypeInfo,
        Optional<MemInfo> memInfo,
        Optional<VmStat> vmStat,
        Optional<Slabs> slabs) {

    private static final long SMALLEST_PAGE = 4096;
    private static final long LARGEST_PAGE = 65536;

    public static Snapshot of(NodeEvidence node) {
        return new Snapshot(
                state(node.all(BuddyInfo.class), "buddyinfo"),
                state(node.all(ZoneInfo.class), "zoneinfo"),
                state(node.all(PageTypeInfo.class), "pagetypeinfo"),
                state(
                        node.all(MemInfo.class).stream()
                                .filter(info -> info.node().isEmpty())
                                .toList(),
                        "meminfo"),
                state(node.all(VmStat.class), "vmstat"),
                state(
                        node.all(Slabs.class).stream()
                                .filter(slabs -> slabs.source() == Slabs.Source.SLABINFO)
                                .toList(),
                        "slabinfo"));
    }

    private static <F extends Fact> Optional<F> state(List<F> facts, String name) {
        for (F fact : facts) {
            String path = fact.cite().path();
            if (path.endsWith("proc/" + name) || path.contains("proc/" + name + ".")) {
                return Optional.of(fact);
            }
        }
        return facts.stream().findFirst();
    }

    /// Bytes of a page: the smallest power of two with which the pages that zoneinfo calls present hold MemTotal, else 4096.
    public long pageSize() {
        long total = memInfo.map(info -> info.bytes("MemTotal").orElse(0)).orElse(0L);
        long present = 0;
        for (ZoneInfo.Zone zone : zoneInfo.map(ZoneInfo::zones).orElse(List.of())) {
            present += zone.pages("present").orElse(0);
        }
        long size = SMALLEST_PAGE;
        while (present > 0 && size < LARGEST_PAGE && total / size > present) {
            size *= 2;
        }
        return size;
    }
}
