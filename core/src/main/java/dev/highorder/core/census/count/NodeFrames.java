/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.census.count;

import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.FrameLayout;
import dev.highorder.core.pagemap.FrameSource;
import dev.highorder.core.pagemap.FrameZone;
import dev.highorder.core.pagemap.Mobility;
import dev.highorder.core.proc.buddy.PageTypeInfo;
import dev.highorder.core.proc.buddy.ZoneInfo;
import dev.highorder.core.proc.system.Sysctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How a node's page frames are to be read: which are of which zone, how large a pageblock is, what moves.
///
/// @param problems what had to be assumed
public record NodeFrames(FrameLayout layout, Mobility mobility, List<Problem> problems) {

    /// x86-64 and arm64 with pages of 4 KiB: a pageblock is a huge page of 2 MiB (include/linux/pageblock-flags.h).
    private static final int USUAL_ORDER = 9;

    public NodeFrames {
        problems = List.copyOf(problems);
    }

    public static NodeFrames of(NodeEvidence node, Snapshot snapshot, FrameSource source) {
        List<Problem> problems = new ArrayList<>();
        List<FrameZone> zones = new ArrayList<>();
        for (ZoneInfo.Zone zone : snapshot.zoneInfo().map(ZoneInfo::zones).orElse(List.of())) {
            long spanned = zone.pages("spanned").orElse(0);
            if (spanned > 0 && zone.startPfn().isPresent()) {
                zones.add(
                        new FrameZone(
                                Optional.of(zone.zone()), zone.startPfn().getAsLong(), spanned));
            }
        }
        if (zones.isEmpty()) {
            zones.add(new FrameZone(Optional.empty(), 0, source.frames()));
            problems.add(
                    Problem.of(
                            source.path(),
                            "no zoneinfo beside it, so which frames are of which zone is not known"));
        }
        overlap(zones).ifPresent(problems::add);
        return new NodeFrames(
                new FrameLayout(apart(zones), order(node, snapshot, source, problems)),
                mobility(node),
                problems);
    }

    private static int order(
            NodeEvidence node, Snapshot snapshot, FrameSource source, List<Problem> problems) {
        OptionalInt printed =
                snapshot.pageTypeInfo()
                        .map(PageTypeInfo::pageblockOrder)
                        .orElse(OptionalInt.empty());
        if (printed.isPresent()
                && printed.getAsInt() >= FrameLayout.LEAST_ORDER
                && printed.getAsInt() <= 15) {
            return printed.getAsInt();
        }
        boolean x86 =
                node.release()
                        .map(KernelRelease::text)
                        .filter(text -> text.contains("x86_64") || text.contains("amd64"))
                        .isPresent();
        if (!x86) {
            problems.add(
                    Problem.of(
                            source.path(),
                            "no pagetypeinfo beside it; pageblocks of 2^9 pages are assumed, as on x86-64"));
        }
        return USUAL_ORDER;
    }

    private static Mobility mobility(NodeEvidence node) {
        Mobility usual = Mobility.of(node.release());
        for (Sysctl sysctl : node.all(Sysctl.class)) {
            if (sysctl.name().equals("vm.compact_unevictable_allowed")) {
                return new Mobility(usual.largeFolios(), !sysctl.value().strip().equals("0"));
            }
        }
        return usual;
    }

    private static Optional<Problem> overlap(List<FrameZone> zones) {
        zones.sort((a, b) -> Long.compare(a.start(), b.start()));
        for (int i = 1; i < zones.size(); i++) {
            if (zones.get(i).start() < zones.get(i - 1).end()) {
                return Optional.of(
                        Problem.of(
                                "zoneinfo",
                                "zones overlap: the frames that two of them span are counted for the one that begins later"));
            }
        }
        return Optional.empty();
    }

    /// Each zone up to where the next one begins.
    private static List<FrameZone> apart(List<FrameZone> sorted) {
        List<FrameZone> apart = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            FrameZone zone = sorted.get(i);
            long end = i + 1 < sorted.size() ? sorted.get(i + 1).start() : zone.end();
            long spanned = Math.min(zone.end(), end) - zone.start();
            if (spanned > 0) {
                apart.add(new FrameZone(zone.id(), zone.start(), spanned));
            }
        }
        return apart;
    }
}
