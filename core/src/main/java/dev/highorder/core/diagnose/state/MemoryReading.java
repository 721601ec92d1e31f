/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.state;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.Free;
import dev.highorder.core.proc.memory.MemInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node has available, by one reading of `/proc/meminfo` or `free`, in bytes.
///
/// @param estimated where the reading is older than the kernel's own figure (MemAvailable, ≥ 3.14 and el7; `available` of procps ≥
///     3.3.10): free memory and cache without shared memory, an estimate from above
/// @param unexplained what is in no row, where the rows on the kernel's own use are missing and it is much; else 0
/// @param holder who holds more of the machine than all others, where the reading shows it
record MemoryReading(
        long available,
        long total,
        boolean estimated,
        long unexplained,
        Optional<Holder> holder,
        List<Cite> cites) {

    private static final long OUT_PERCENT = 2;
    private static final long SHORT_PERCENT = 10;
    private static final long OUT_BYTES = 1L << 30;
    private static final long SHORT_BYTES = 4L << 30;
    private static final long HOLDS_PERCENT = 40;

    /// Kernels hold some per cent for themselves; a quarter of the machine is more than that.
    private static final long UNEXPLAINED_PERCENT = 25;

    MemoryReading {
        cites = List.copyOf(cites);
    }

    /// A share of a large machine is more than the same share of a small one, so both the share and the amount must be low.
    enum Level {
        OUT,
        SHORT,
        PLENTY
    }

    /// @param kb the page on such a holder
    record Holder(String words, String kb) {}

    /// All readings of the whole machine in the order of the evidence, of /proc/meminfo where there is one.
    static List<MemoryReading> all(NodeEvidence node) {
        List<MemoryReading> readings = new ArrayList<>();
        for (MemInfo info : node.all(MemInfo.class)) {
            if (info.node().isEmpty()
                    && info.bytes("MemTotal").orElse(0) > 0
                    && (info.bytes("MemAvailable").isPresent()
                            || (info.bytes("MemFree").isPresent()
                                    && info.bytes("Cached").isPresent()))) {
                readings.add(of(info));
            }
        }
        if (readings.isEmpty()) {
            for (Free free : node.all(Free.class)) {
                if (free.total() > 0
                        && (free.available().isPresent() || free.buffCache().isPresent())) {
                    readings.add(of(free));
                }
            }
        }
        return readings;
    }

    private static MemoryReading of(MemInfo info) {
        boolean known = info.bytes("MemAvailable").isPresent();
        long estimate =
                info.bytes("MemFree").orElse(0)
                        + info.bytes("Buffers").orElse(0)
                        + info.bytes("Cached").orElse(0)
                        - info.bytes("Shmem").orElse(0)
                        + info.bytes("SReclaimable").orElse(0);
        String shown = known ? "MemAvailable" : "MemFree";
        return new MemoryReading(
                info.bytes("MemAvailable").orElse(Math.max(0, estimate)),
                info.bytes("MemTotal").orElse(0),
                !known,
                unexplained(info),
                holder(info),
                List.of(info.cite(shown).orElse(info.cite())));
    }

    private static MemoryReading of(Free free) {
        long estimate = free.free() + free.buffCache().orElse(0) - free.shared().orElse(0);
        return new MemoryReading(
                free.available().orElse(Math.max(0, estimate)),
                free.total(),
                free.available().isEmpty(),
                0,
                Optional.empty(),
                List.of(free.memCite()));
    }

    /// Only a reading with AnonPages and without Slab, which the kernel prints some rows below it (fs/proc/meminfo.c), is cut there.
    private static long unexplained(MemInfo info) {
        if (info.bytes("Slab").isPresent()
                || info.bytes("SUnreclaim").isPresent()
                || info.bytes("AnonPages").isEmpty()
                || info.bytes("MemFree").isEmpty()
                || info.bytes("Cached").isEmpty()) {
            return 0;
        }
        long total = info.bytes("MemTotal").orElse(0);
        long rest =
                total
                        - info.bytes("MemFree").orElse(0)
                        - info.bytes("Buffers").orElse(0)
                        - info.bytes("Cached").orElse(0)
                        - info.bytes("AnonPages").orElse(0);
        return Amount.percent(rest, total) >= UNEXPLAINED_PERCENT ? rest : 0;
    }

    private static Optional<Holder> holder(MemInfo info) {
        long total = info.bytes("MemTotal").orElse(0);
        long huge =
                info.bytes("Hugetlb")
                        .orElse(
                                info.bytes("HugePages_Total").orElse(0)
                                        * info.bytes("Hugepagesize").orElse(0));
        long idle = info.bytes("HugePages_Free").orElse(0) * info.bytes("Hugepagesize").orElse(0);
        if (holds(huge, total)) {
            return Optional.of(
                    new Holder(
                            Amount.bytes(huge)
                                    + " are set aside as huge pages, "
                                    + Amount.bytes(idle)
                                    + " of them unused",
                            "KB-45"));
        }
        long shared = info.bytes("Shmem").orElse(0);
        if (holds(shared, total)) {
            return Optional.of(
                    new Holder(
                            Amount.bytes(shared)
                                    + " are shared memory and files of tmpfs, which cannot be dropped",
                            "KB-51"));
        }
        long anon = info.bytes("AnonPages").orElse(0);
        if (holds(anon, total)) {
            return Optional.of(
                    new Holder(Amount.bytes(anon) + " are memory of processes", "KB-51"));
        }
        return Optional.empty();
    }

    private static boolean holds(long bytes, long total) {
        return Amount.percent(bytes, total) >= HOLDS_PERCENT;
    }

    Level level() {
        long percent = Amount.percent(available, total);
        if (percent < OUT_PERCENT && available < OUT_BYTES) {
            return Level.OUT;
        }
        return percent < SHORT_PERCENT && available < SHORT_BYTES ? Level.SHORT : Level.PLENTY;
    }

    /// `54.1 GiB of 251.5 GiB are available (21 %)`.
    String figures() {
        return (estimated ? "at most " : "")
                + Amount.bytes(available)
                + " of "
                + Amount.bytes(total)
                + " are available ("
                + Amount.percent(available, total)
                + " %)";
    }
}
