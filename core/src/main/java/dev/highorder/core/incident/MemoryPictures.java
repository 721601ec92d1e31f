/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.incident.MemoryPicture.Moment;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemInfoDump.OrderBlocks;
import dev.highorder.core.klog.MemInfoDump.ZoneUse;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.Stamp;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.ZoneInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Makes memory pictures out of what was printed.
public final class MemoryPictures {

    /// 4 KiB, unless the evidence says otherwise: the page size of x86 and of most arm64 kernels.
    public static final long USUAL_PAGE = 4096;

    /// Free lists change in seconds; a snapshot within this time of the failure may be read as its moment, with care.
    private static final Duration NEAR = Duration.ofSeconds(5);

    private MemoryPictures() {}

    /// The Mem-Info that the kernel printed with a failure.
    public static MemoryPicture of(MemInfoDump dump, Optional<Stamp> stamp) {
        long pageSize = dump.pageSize().orElse(USUAL_PAGE);
        List<ZonePool> pools = new ArrayList<>(dump.zones().size());
        Map<ZoneId, Cite> cites = new HashMap<>();
        Map<ZoneId, Long> file = new HashMap<>();
        for (ZoneUse zone : dump.zones()) {
            pools.add(pool(zone, pageSize));
            OptionalLong active = zone.bytes("active_file");
            OptionalLong inactive = zone.bytes("inactive_file");
            if (active.isPresent() && inactive.isPresent()) {
                file.put(zone.zone(), (active.getAsLong() + inactive.getAsLong()) / pageSize);
            }
            cites.put(zone.zone(), zone.blocksCite().orElse(zone.cite()));
        }
        return new MemoryPicture(
                pools,
                counters(dump, pageSize),
                file,
                footer(dump, pageSize),
                cites,
                pageSize,
                Moment.AT_FAILURE,
                stamp,
                dump.complete(),
                dump.cite());
    }

    /// The footer, with the pages of all huge page pools as `hugepages`.
    private static Map<String, Long> footer(MemInfoDump dump, long pageSize) {
        long pages = 0;
        for (MemInfoDump.HugePages pool : dump.hugePages()) {
            pages += pool.total() * (pool.sizeBytes() / pageSize);
        }
        if (pages == 0) {
            return dump.footer();
        }
        Map<String, Long> footer = new HashMap<>(dump.footer());
        footer.put("hugepages", pages);
        return footer;
    }

    /// The global block, with the kernel stacks that zone or node lines count.
    private static Map<String, Long> counters(MemInfoDump dump, long pageSize) {
        Map<String, Long> counters = new HashMap<>(dump.pages());
        long stacks = 0;
        for (ZoneUse zone : dump.zones()) {
            stacks += zone.bytes().getOrDefault("kernel_stack", 0L) / pageSize;
        }
        for (MemInfoDump.NodeUse node : dump.nodes()) {
            stacks += node.bytes().getOrDefault("kernel_stack", 0L) / pageSize;
        }
        counters.put("kernel_stack", stacks);
        return counters;
    }

    private static ZonePool pool(ZoneUse zone, long pageSize) {
        List<Long> blocks = new ArrayList<>(zone.blocks().size());
        List<Set<MigrateType>> types = new ArrayList<>(zone.blocks().size());
        boolean letters = false;
        for (OrderBlocks order : zone.blocks()) {
            blocks.add(order.count());
            types.add(order.types());
            letters |= !order.types().isEmpty();
        }
        return new ZonePool(
                zone.zone(),
                pages(zone, "free", pageSize),
                pages(zone, "min", pageSize),
                pages(zone, "low", pageSize),
                pages(zone, "high", pageSize),
                zone.lowmemReserve(),
                pages(zone, "managed", pageSize),
                pages(zone, "reserved_highatomic", pageSize),
                pages(zone, "free_highatomic", pageSize),
                pages(zone, "free_cma", pageSize),
                pages(zone, "boost", pageSize),
                blocks,
                letters ? types : List.of());
    }

    private static OptionalLong pages(ZoneUse zone, String name, long pageSize) {
        OptionalLong bytes = zone.bytes(name);
        return bytes.isPresent()
                ? OptionalLong.of(bytes.getAsLong() / pageSize)
                : OptionalLong.empty();
    }

    /// Snapshots taken from outside, in the order of the evidence: each `/proc/buddyinfo`, with the watermarks of the
    /// `/proc/zoneinfo` read beside it.
    ///
    /// @param failure the failure whose moment they are compared with, if any
    public static List<MemoryPicture> ofFiles(
            List<? extends Fact> facts, Optional<? extends Fact> failure) {
        List<BuddyInfo> snapshots = of(facts, BuddyInfo.class);
        List<ZoneInfo> marks = of(facts, ZoneInfo.class);
        long pageSize = pageSize(facts);
        List<MemoryPicture> pictures = new ArrayList<>(snapshots.size());
        for (int i = 0; i < snapshots.size(); i++) {
            BuddyInfo snapshot = snapshots.get(i);
            pictures.add(picture(snapshot, beside(i, marks), pageSize, moment(snapshot, failure)));
        }
        if (snapshots.isEmpty()) {
            for (ZoneInfo zones : marks) {
                pictures.add(picture(zones, pageSize, moment(zones, failure)));
            }
        }
        return pictures;
    }

    /// Files do not tell the page size; a report of the node's kernel does.
    private static long pageSize(List<? extends Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof KernelEvent event
                    && event.dump().isPresent()
                    && event.dump().get().pageSize().isPresent()) {
                return event.dump().get().pageSize().getAsLong();
            }
        }
        return USUAL_PAGE;
    }

    /// Watermarks hardly change while a node runs, so one zoneinfo serves the snapshots of its node; with several, the one
    /// of the same rank is taken.
    private static Optional<ZoneInfo> beside(int rank, List<ZoneInfo> marks) {
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(marks.get(Math.min(rank, marks.size() - 1)));
    }

    private static MemoryPicture picture(
            BuddyInfo snapshot, Optional<ZoneInfo> marks, long pageSize, Moment moment) {
        List<ZonePool> pools = new ArrayList<>(snapshot.zones().size());
        Map<ZoneId, Cite> cites = new HashMap<>();
        for (BuddyInfo.Zone zone : snapshot.zones()) {
            Optional<ZoneInfo.Zone> mark =
                    marks.flatMap(m ->
                            m.zones().stream()
                                    .filter(z -> z.zone().equals(zone.zone()))
                                    .findFirst());
            pools.add(pool(zone.zone(), pages(zone.freeBlocks()), zone.freeBlocks(), mark));
            cites.put(zone.zone(), zone.cite());
        }
        return new MemoryPicture(
                pools,
                Map.of(),
                Map.of(),
                Map.of(),
                cites,
                pageSize,
                moment,
                snapshot.origin().stamp(),
                true,
                snapshot.cite());
    }

    private static MemoryPicture picture(ZoneInfo zones, long pageSize, Moment moment) {
        List<ZonePool> pools = new ArrayList<>();
        Map<ZoneId, Cite> cites = new HashMap<>();
        for (ZoneInfo.Zone zone : zones.zones()) {
            if (zone.pages("managed").orElse(1) > 0) {
                pools.add(pool(zone.zone(), zone.pages("free"), List.of(), Optional.of(zone)));
                cites.put(zone.zone(), zone.cite());
            }
        }
        return new MemoryPicture(
                pools,
                Map.of(),
                Map.of(),
                Map.of(),
                cites,
                pageSize,
                moment,
                zones.origin().stamp(),
                true,
                zones.cite());
    }

    private static ZonePool pool(
            ZoneId zone, OptionalLong free, List<Long> blocks, Optional<ZoneInfo.Zone> mark) {
        return new ZonePool(
                zone,
                free,
                of(mark, "min"),
                of(mark, "low"),
                of(mark, "high"),
                mark.map(ZoneInfo.Zone::protection).orElse(List.of()),
                of(mark, "managed"),
                of(mark, "nr_reserved_highatomic"),
                of(mark, "nr_free_highatomic"),
                of(mark, "nr_free_cma"),
                of(mark, "boost"),
                blocks,
                List.of());
    }

    private static OptionalLong of(Optional<ZoneInfo.Zone> mark, String name) {
        return mark.isPresent() ? mark.get().pages(name) : OptionalLong.empty();
    }

    private static OptionalLong pages(List<Long> blocks) {
        return OptionalLong.of(new FreeLists(blocks).freePages());
    }

    private static Moment moment(Fact snapshot, Optional<? extends Fact> failure) {
        Optional<Stamp> then = failure.flatMap(f -> f.origin().stamp());
        Optional<Stamp> taken = snapshot.origin().stamp();
        Optional<Duration> apart =
                then.isPresent() && taken.isPresent()
                        ? then.get().until(taken.get())
                        : Optional.empty();
        if (apart.isEmpty()) {
            return Moment.UNKNOWN;
        }
        return apart.get().abs().compareTo(NEAR) <= 0 ? Moment.NEAR : Moment.APART;
    }

    private static <F extends Fact> List<F> of(List<? extends Fact> facts, Class<F> kind) {
        List<F> found = new ArrayList<>();
        for (Fact fact : facts) {
            if (kind.isInstance(fact)) {
                found.add(kind.cast(fact));
            }
        }
        return found;
    }
}
