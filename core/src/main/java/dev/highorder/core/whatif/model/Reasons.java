/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.census.count.Snapshot;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.proc.buddy.ZoneInfo;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Why an interval is as wide as it is, with the figures that bound it.
final class Reasons {

    private final Snapshot snapshot;

    Reasons(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    List<String> of(Action action, WhatIf.Basis basis) {
        List<String> reasons = new ArrayList<>();
        if (basis == WhatIf.Basis.COUNTS) {
            reasons.add(
                    "Only counters are known: at worst nothing large comes of it, at best all free pages come together.");
            return reasons;
        }
        perCpu(reasons);
        if (action.compacts()) {
            reasons.add(
                    "No file tells the type of a single pageblock, and only movable ones take pages: one of them at the top may stay as it is.");
            if (pinned() > 0) {
                reasons.add(
                        "Up to "
                                + pinned()
                                + " pages are held by somebody (nr_foll_pin_acquired less nr_foll_pin_released) and look movable; each may keep a block.");
            }
        }
        if (action.dropsSlab()) {
            reasons.add(
                    snapshot.slabs().isPresent()
                            ? "Slab is a range: a slab goes when none of its objects is in use, and how many are in use is bounded by the inodes; slabs of several pages are not counted."
                            : "Slab is a range: there is no slabinfo, and page flags do not tell reclaimable slab from other slab.");
        }
        return reasons;
    }

    private void perCpu(List<String> reasons) {
        long high = 0;
        for (ZoneInfo.Zone zone : snapshot.zoneInfo().map(ZoneInfo::zones).orElse(List.of())) {
            for (ZoneInfo.Pageset set : zone.pagesets()) {
                high += set.high();
            }
        }
        reasons.add(
                high == 0
                        ? "How many pages stay on per-CPU lists is not known: there is no zoneinfo, or none with its pagesets."
                        : "What is freed last stays on per-CPU lists, up to "
                                + high
                                + " pages by zoneinfo, and keeps its blocks from being whole.");
    }

    /// Pages that somebody holds by pin_user_pages (vmstat, 5.7 and later).
    long pinned() {
        if (snapshot.vmStat().isEmpty()) {
            return 0;
        }
        long acquired = snapshot.vmStat().get().value("nr_foll_pin_acquired").orElse(0);
        long released = snapshot.vmStat().get().value("nr_foll_pin_released").orElse(0);
        return Math.max(0, acquired - released);
    }

    long managed(ZoneId id) {
        for (ZoneInfo.Zone zone : snapshot.zoneInfo().map(ZoneInfo::zones).orElse(List.of())) {
            if (zone.zone().equals(id)) {
                return zone.pages("managed").orElse(0);
            }
        }
        return 0;
    }

    /// Pages of page cache that nobody has mapped, at most: Active(file) and Inactive(file) less Dirty and Writeback.
    OptionalLong droppable() {
        if (snapshot.memInfo().isEmpty()) {
            return OptionalLong.empty();
        }
        MemInfo info = snapshot.memInfo().get();
        OptionalLong active = info.bytes("Active(file)");
        OptionalLong inactive = info.bytes("Inactive(file)");
        if (active.isEmpty() || inactive.isEmpty()) {
            return OptionalLong.empty();
        }
        long busy = info.bytes("Dirty").orElse(0) + info.bytes("Writeback").orElse(0);
        return OptionalLong.of(
                Math.max(0, active.getAsLong() + inactive.getAsLong() - busy)
                        / snapshot.pageSize());
    }

    OptionalLong reclaimableSlab() {
        if (snapshot.memInfo().isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong bytes = snapshot.memInfo().get().bytes("SReclaimable");
        return bytes.isEmpty() ? bytes : OptionalLong.of(bytes.getAsLong() / snapshot.pageSize());
    }
}
