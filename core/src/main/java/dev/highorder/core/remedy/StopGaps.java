/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy.Risk;

/// What gives large blocks back for a while. Both cost more than they look: they belong on a drained node.
final class StopGaps {

    private StopGaps() {}

    /// One node at a time is preferred to all of them at once.
    static Draft compact(Situation situation, String limit) {
        return Draft.stopGap("compact", "Compact memory, on a drained node")
                .run(
                        situation.numaNodes() > 1
                                ? "echo 1 > /sys/devices/system/node/node0/compact  # then the next one"
                                : "echo 1 > /proc/sys/vm/compact_memory")
                .risk(Risk.MEDIUM)
                .on("2.6.35 and later")
                .expect("blocks of higher orders for a while; " + limit)
                .because(
                        "movable pages are moved together; threads that touch them stall, for seconds on a large node, and"
                                + " kernel memory stays where it is");
    }

    /// @param what 1 page cache, 2 reclaimable slab, 3 both
    static Draft dropCaches(Situation situation, int what, String limit) {
        boolean stalls = what != 1 && situation.below(4, 0);
        return Draft.stopGap(
                        "drop-caches-" + what,
                        switch (what) {
                            case 1 -> "Drop clean page cache";
                            case 2 -> "Drop reclaimable slab";
                            default -> "Drop clean page cache and reclaimable slab";
                        })
                .run("echo " + what + " > /proc/sys/vm/drop_caches")
                .risk(stalls ? Risk.HIGH : Risk.MEDIUM)
                .expect(
                        switch (what) {
                                    case 1 -> "clean page cache goes";
                                    case 2 -> "unused dentries and inodes go";
                                    default -> "clean page cache, unused dentries and inodes go";
                                }
                                + "; "
                                + limit)
                .because(
                        what == 1
                                ? "what was cached is read again, which is an I/O storm on a busy node"
                                : "caches are cold afterwards; with many millions of dentries the write takes minutes, and on"
                                        + " old kernels it cannot be interrupted");
    }
}
