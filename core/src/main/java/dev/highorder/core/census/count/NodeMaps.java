/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.census.count;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.census.NodeMap;
import dev.highorder.core.census.NodeMap.Agreement;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.pagemap.FrameSource;
import dev.highorder.core.pagemap.PageKind;
import dev.highorder.core.pagemap.PageMap;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.PageTypeInfo;
import dev.highorder.core.proc.buddy.ZoneInfo;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Makes the map of a node out of its page flags, or, without them, out of what pagetypeinfo and buddyinfo count.
public final class NodeMaps {

    private static final Missing FLAGS =
            new Missing(
                    "the flags of each page (/proc/kpageflags)",
                    "without them nothing tells which pages keep a block from being free: only how many blocks are of which type",
                    "sudo sh -c 'cat /proc/kpageflags > kpageflags; cat /proc/kpagecount > kpagecount'");

    private final NodeEvidence node;
    private final Snapshot snapshot;
    private final List<Problem> problems;

    private NodeMaps(NodeEvidence node, List<Problem> problems) {
        this.node = node;
        this.snapshot = Snapshot.of(node);
        this.problems = new ArrayList<>(problems);
    }

    /// @param problems what could not be read or understood so far
    public static NodeMap of(
            NodeEvidence node, Optional<? extends FrameSource> source, List<Problem> problems) {
        NodeMaps maps = new NodeMaps(node, problems);
        return source.isPresent() ? maps.seen(source.get()) : maps.counted();
    }

    private NodeMap seen(FrameSource source) {
        NodeFrames frames = NodeFrames.of(node, snapshot, source);
        SlabCaches slab = SlabCaches.of(snapshot);
        problems.addAll(frames.problems());
        PageMap map =
                PageMap.of(source, frames.layout(), frames.mobility(), slab.share(), problems);
        List<NodeMap.Zone> zones = new ArrayList<>();
        for (PageMap.Zone zone : map.zones()) {
            Optional<ZoneId> id = zone.frames().id();
            zones.add(
                    new NodeMap.Zone(
                            id,
                            OptionalLong.of(zone.frames().start()),
                            OptionalLong.of(zone.pageblocks()),
                            Optional.of(zone),
                            id.map(this::types).orElse(Map.of()),
                            id.map(this::free).orElse(OptionalLong.empty())));
        }
        sort(zones);
        return new NodeMap(
                node.release().map(KernelRelease::text),
                OptionalInt.of(frames.layout().pageblockOrder()),
                snapshot.pageSize(),
                Optional.of(map),
                zones,
                agreement(map, zones),
                List.of(),
                problems);
    }

    private NodeMap counted() {
        List<NodeMap.Zone> zones = new ArrayList<>();
        for (ZoneId id : known()) {
            Map<MigrateType, Long> types = types(id);
            OptionalLong blocks =
                    types.isEmpty()
                            ? OptionalLong.empty()
                            : OptionalLong.of(
                                    types.values().stream().mapToLong(Long::longValue).sum());
            zones.add(
                    new NodeMap.Zone(
                            Optional.of(id), start(id), blocks, Optional.empty(), types, free(id)));
        }
        sort(zones);
        return new NodeMap(
                node.release().map(KernelRelease::text),
                snapshot.pageTypeInfo()
                        .map(PageTypeInfo::pageblockOrder)
                        .orElse(OptionalInt.empty()),
                snapshot.pageSize(),
                Optional.empty(),
                zones,
                List.of(),
                List.of(FLAGS),
                problems);
    }

    private static void sort(List<NodeMap.Zone> zones) {
        zones.sort(
                Comparator.comparing(
                        zone -> zone.id().orElse(new ZoneId(0, "")), Comparator.naturalOrder()));
    }

    private Set<ZoneId> known() {
        TreeSet<ZoneId> known = new TreeSet<>();
        snapshot.buddyInfo()
                .ifPresent(info -> info.zones().forEach(zone -> known.add(zone.zone())));
        snapshot.pageTypeInfo()
                .ifPresent(info -> info.blocks().forEach(blocks -> known.add(blocks.zone())));
        return known;
    }

    private OptionalLong start(ZoneId id) {
        for (ZoneInfo.Zone zone : snapshot.zoneInfo().map(ZoneInfo::zones).orElse(List.of())) {
            if (zone.zone().equals(id)) {
                return zone.startPfn();
            }
        }
        return OptionalLong.empty();
    }

    private Map<MigrateType, Long> types(ZoneId id) {
        for (PageTypeInfo.Blocks blocks :
                snapshot.pageTypeInfo().map(PageTypeInfo::blocks).orElse(List.of())) {
            if (blocks.zone().equals(id)) {
                return blocks.pageblocks();
            }
        }
        return Map.of();
    }

    private OptionalLong free(ZoneId id) {
        for (BuddyInfo.Zone zone : snapshot.buddyInfo().map(BuddyInfo::zones).orElse(List.of())) {
            if (zone.zone().equals(id)) {
                return OptionalLong.of(new FreeLists(zone.freeBlocks()).freePages());
            }
        }
        return OptionalLong.empty();
    }

    private List<Agreement> agreement(PageMap map, List<NodeMap.Zone> zones) {
        List<Agreement> agreement = new ArrayList<>();
        for (NodeMap.Zone zone : zones) {
            if (zone.freePages().isPresent()) {
                agreement.add(
                        new Agreement(
                                "free pages of " + zone.name() + " (buddyinfo)",
                                zone.seen().map(seen -> seen.pages(PageKind.FREE)).orElse(0L),
                                zone.freePages().getAsLong()));
            }
        }
        if (snapshot.memInfo().isPresent()) {
            MemInfo info = snapshot.memInfo().get();
            long size = snapshot.pageSize();
            OptionalLong reclaimable = info.bytes("SReclaimable");
            OptionalLong unreclaim = info.bytes("SUnreclaim");
            if (reclaimable.isPresent() && unreclaim.isPresent()) {
                agreement.add(
                        new Agreement(
                                "slab pages (meminfo, which also counts kmalloc of several pages, without a flag)",
                                map.pages(PageKind.SLAB),
                                (reclaimable.getAsLong() + unreclaim.getAsLong()) / size));
            }
            OptionalLong tables = info.bytes("PageTables");
            if (tables.isPresent() && map.pages(PageKind.PAGE_TABLE) > 0) {
                agreement.add(
                        new Agreement(
                                "page table pages (meminfo)",
                                map.pages(PageKind.PAGE_TABLE),
                                tables.getAsLong() / size));
            }
        }
        if (map.pages(PageKind.SLAB) > 0) {
            slabNote(snapshot).ifPresent(problems::add);
        }
        return agreement;
    }

    /// The limit of what flags can say is part of the answer.
    private static Optional<Problem> slabNote(Snapshot snapshot) {
        return snapshot.slabs().isPresent()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                "kpageflags",
                                "page flags do not tell reclaimable slab from other slab, and there is no slabinfo to tell the caches apart"));
    }
}
