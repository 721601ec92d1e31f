/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.BuddyInfoParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is measured before a remedy and after it.
///
/// @param order the order in question
/// @param zones the free lists
/// @param kibibytes of meminfo, and counters of vmstat, by their own names
/// @param value of the sysctl
/// @param probe whether the probe succeeded, where there is one
public record Snapshot(
        int order,
        List<Zone> zones,
        Map<String, Long> kibibytes,
        Map<String, Long> counters,
        Optional<String> value,
        Optional<Boolean> probe) {

    private static final List<String> MEMORY =
            List.of("MemFree", "Cached", "SReclaimable", "Dirty", "Writeback", "SwapFree");

    private static final List<String> COUNTERS =
            List.of(
                    "compact_stall",
                    "compact_success",
                    "compact_fail",
                    "compact_migrate_scanned",
                    "compact_isolated",
                    "drop_pagecache",
                    "drop_slab");

    public Snapshot {
        zones = List.copyOf(zones);
    }

    /// The free lists of a zone.
    public record Zone(ZoneId zone, FreeLists free) {}

    static Snapshot of(
            NodeState state, int order, Optional<String> sysctl, Optional<Boolean> probe) {
        Map<String, Long> memory = new TreeMap<>();
        for (String name : MEMORY) {
            state.kibibytes(name).ifPresent(value -> memory.put(name, value));
        }
        Map<String, Long> counters = new TreeMap<>();
        for (String name : COUNTERS) {
            state.counter(name).ifPresent(value -> counters.put(name, value));
        }
        return new Snapshot(
                order,
                zones(state),
                memory,
                counters,
                sysctl.flatMap(state::text).map(String::strip),
                probe);
    }

    private static List<Zone> zones(NodeState state) {
        List<Zone> zones = new ArrayList<>();
        Optional<String> text = state.text("/proc/buddyinfo");
        if (text.isPresent()) {
            for (Fact fact :
                    Transcript.read(
                                    SourceText.of("/proc/buddyinfo", text.get()),
                                    List.of(new BuddyInfoParser()))
                            .facts()) {
                if (fact instanceof BuddyInfo info) {
                    for (BuddyInfo.Zone zone : info.zones()) {
                        zones.add(new Zone(zone.zone(), new FreeLists(zone.freeBlocks())));
                    }
                }
            }
        }
        return zones;
    }

    /// Blocks of the order in question that all zones together have.
    public long suitable() {
        long sum = 0;
        for (Zone zone : zones) {
            sum += zone.free().suitable(order);
        }
        return sum;
    }

    /// All free pages.
    public long freePages() {
        long sum = 0;
        for (Zone zone : zones) {
            sum += zone.free().freePages();
        }
        return sum;
    }
}
