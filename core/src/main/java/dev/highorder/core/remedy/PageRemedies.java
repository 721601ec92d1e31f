/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy.Risk;
import java.util.List;

/// Remedies where the page allocator had no page, or none of the right kind.
final class PageRemedies {

    private PageRemedies() {}

    static void fragmentation(Situation situation, List<Draft> drafts) {
        if (situation.of("KB-48") || situation.askedBy("veth_alloc_queues")) {
            veth(drafts);
        }
        if (situation.of("KB-12")) {
            xfs(drafts);
        }
        if (situation.of("KB-30")) {
            drafts.add(
                    Draft.tuning("vm.vfs_cache_pressure", "Give back dentries before page cache")
                            .run("sysctl -w vm.vfs_cache_pressure=200")
                            .expect(
                                    "dentries and inodes are reclaimed earlier; path lookups miss more often")
                            .because("they are reclaimable, but cannot be moved out of a block")
                            .undo("sysctl -w vm.vfs_cache_pressure=100"));
        }
        if (situation.atLeast(5, 9)) {
            drafts.add(
                    Draft.tuning(
                                    "vm.compaction_proactiveness",
                                    "Let the kernel compact in the background")
                            .run("sysctl -w vm.compaction_proactiveness=40")
                            .on("5.9 and later")
                            .expect(
                                    "blocks are made before they are asked for, for some CPU time and latency")
                            .because(
                                    "the default of 20 starts only when hardly any large block is left")
                            .undo("sysctl -w vm.compaction_proactiveness=20"));
        }
        drafts.add(StopGaps.compact(situation, "what cannot be moved stays in the way"));
        drafts.add(
                StopGaps.dropCaches(
                        situation, 2, "it helps where dentries and inodes stand in the way"));
    }

    private static void veth(List<Draft> drafts) {
        drafts.add(
                Draft.lasting("veth-kernel", "Move to a kernel with commit 1ce7d306ea63")
                        .run("uname -r; cat /sys/devices/system/cpu/possible")
                        .risk(Risk.MEDIUM)
                        .on("those with it: stable series from March 2024 on")
                        .expect("the queues of a veth pair no longer need one contiguous piece")
                        .because(
                                "the array has one entry for each possible CPU, and is contiguous before that commit"));
        drafts.add(
                Draft.lasting("possible-cpus", "Announce fewer possible CPUs to the machine")
                        .run(
                                "cat /sys/devices/system/cpu/possible  # nr_cpus=<CPUs> at boot, or fewer hot-pluggable CPUs in the VM")
                        .risk(Risk.MEDIUM)
                        .expect("a smaller array, and so a lower order")
                        .because("possible counts what could be plugged in, not what is there"));
    }

    private static void xfs(List<Draft> drafts) {
        drafts.add(
                Draft.lasting("xfs-kernel", "Move to RHEL 8 or a kernel well after 4.14")
                        .run("uname -r")
                        .risk(Risk.MEDIUM)
                        .expect("XFS keeps its extents in a tree of small pieces there")
                        .because(
                                "older kernels hold all extents of a file in one contiguous array"));
        drafts.add(
                Draft.lasting("fewer-extents", "Give the fragmented files fewer extents")
                        .run(
                                "filefrag <large files>; xfs_fsr <file>; xfs_io -c 'extsize 1m' <directory>")
                        .expect("a shorter array, and so a lower order")
                        .because(
                                "the array grows with the file's extents: sparse images and small appends make millions"));
    }

    static void segregation(Situation situation, List<Draft> drafts) {
        if (situation.of("KB-24", "KB-53")) {
            drafts.add(
                    Draft.lasting(
                                    "newer-kernel",
                                    "Move to 6.12 or a stable kernel with its fix of the reserve")
                            .run("uname -r; grep -i highatomic /proc/zoneinfo")
                            .risk(Risk.MEDIUM)
                            .expect(
                                    "only the free pages of the high-atomic reserve are held back, not its whole size")
                            .because(
                                    "4.4 to 6.11 subtract the reserve although its pages are in use"));
            drafts.add(StopGaps.compact(situation, "the reserve itself stays as large as it is"));
            return;
        }
        drafts.add(
                Draft.lasting(
                                "cma-size",
                                "Make the CMA area smaller, or let its owner reserve less")
                        .run(
                                "grep -i cma /proc/meminfo; grep -o 'cma=[^ ]*' /proc/cmdline  # cma=<size> at boot")
                        .risk(Risk.MEDIUM)
                        .expect("pages of the area count for every request again")
                        .because("CMA pages serve movable requests only"));
        drafts.add(
                StopGaps.compact(situation, "blocks outside the area, where pages can be moved"));
    }

    static void exhausted(Situation situation, List<Draft> drafts) {
        if (situation.of("KB-45")) {
            drafts.add(
                    Draft.tuning("vm.nr_hugepages", "Set the huge page pool to what is used")
                            .run(
                                    "grep -i huge /proc/meminfo; sysctl -w vm.nr_hugepages=<pages in use>")
                            .expect("unused huge pages are ordinary memory again, at once")
                            .because(
                                    "pages of the pool serve nobody else; also take hugepages= off the command line")
                            .undo(
                                    "sysctl -w vm.nr_hugepages=<old value>  # may need a reboot on a fragmented node"));
        }
        drafts.add(
                Draft.lasting("largest-consumer", "Find and bound the largest consumer")
                        .run(
                                "ps -eo rss,pid,comm --sort=-rss | head; df -h -t tmpfs; cat /proc/meminfo")
                        .risk(Risk.NONE)
                        .expect("the node stops running out")
                        .because("no setting makes memory that is not there"));
        drafts.add(
                Draft.tuning(
                                "reserve-for-system",
                                "Reserve memory for the system and evict earlier")
                        .run(
                                "grep -E 'systemReserved|evictionHard' -A 4 /var/lib/kubelet/config.yaml"
                                        + "  # systemReserved: {memory: 1Gi}, evictionHard: {memory.available: 5%}")
                        .expect("pods are evicted before the kernel kills")
                        .because(
                                "eviction acts on what the node has left; it is a setting of the kubelet, which must be restarted"));
    }

    static void zone(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.lasting(
                                "device-mask",
                                "Let the driver use a wider address mask, or ask for less from the low zone")
                        .run(
                                "dmesg | grep -i -E 'dma|swiotlb|iommu'; grep -A 6 'zone *DMA' /proc/zoneinfo")
                        .risk(Risk.MEDIUM)
                        .expect("requests may use the zones that have memory")
                        .because(
                                "the low zone is small by design; an IOMMU, a newer driver or, on 32 bits, a 64-bit kernel takes"
                                        + " the restriction away"));
        if (situation.of("KB-28")) {
            zoneReclaim(drafts);
        }
    }

    static void numa(Situation situation, List<Draft> drafts) {
        if (situation.of("KB-28")) {
            zoneReclaim(drafts);
        }
        drafts.add(
                Draft.lasting("cpuset", "Widen the cpuset or the memory policy")
                        .run(
                                "grep Mems_allowed_list /proc/<pid>/status; numactl --hardware; cat /var/lib/kubelet/memory_manager_state")
                        .expect("the request may use nodes that have memory")
                        .because(
                                "cpusets, mbind and the kubelet's CPU and memory managers pin tasks to nodes"));
    }

    private static void zoneReclaim(List<Draft> drafts) {
        drafts.add(
                Draft.tuning("vm.zone_reclaim_mode", "Let allocations go to other nodes")
                        .run("sysctl -w vm.zone_reclaim_mode=0")
                        .expect("a full node no longer reclaims while another has memory")
                        .because("a value above 0 keeps allocations local")
                        .undo("sysctl -w vm.zone_reclaim_mode=1"));
    }

    static void burst(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.tuning(
                                "vm.min_free_kbytes",
                                "Keep a larger reserve for requests that cannot wait")
                        .run(
                                "sysctl -w vm.min_free_kbytes=$(( $(cat /proc/sys/vm/min_free_kbytes) * 2 ))")
                        .risk(Risk.MEDIUM)
                        .expect(
                                "kswapd starts earlier and the reserve lasts longer; keep it below 2 % of memory")
                        .because(
                                "an atomic request takes only what is free at that instant; a reserve above some per cent of"
                                        + " memory makes the node run out earlier")
                        .undo(
                                "sysctl -w vm.min_free_kbytes=$(( $(cat /proc/sys/vm/min_free_kbytes) / 2 ))"));
        if (situation.atLeast(4, 6)) {
            drafts.add(
                    Draft.tuning("vm.watermark_scale_factor", "Let kswapd start earlier")
                            .run("sysctl -w vm.watermark_scale_factor=50")
                            .on("4.6 and later")
                            .expect("a wider gap between the watermarks, for less page cache")
                            .because("the default gap is a thousandth of memory")
                            .undo("sysctl -w vm.watermark_scale_factor=10"));
        }
        drafts.add(
                Draft.tuning("rx-rings", "Let the network card receive in smaller bursts")
                        .run("ethtool -g <device>; ethtool -c <device>")
                        .risk(Risk.NONE)
                        .expect(
                                "fewer buffers are asked for at once; smaller rings can drop packets")
                        .because(
                                "where the requester is a network driver, the burst is its refill"));
    }

    static void cma(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.lasting("cma-size", "Enlarge the CMA area")
                        .run(
                                situation.bootOption("cma=<size>")
                                        + "  # or the device tree's reserved-memory")
                        .risk(Risk.MEDIUM)
                        .expect("the area has room for the range")
                        .because(
                                "the area is set aside at boot; with EBUSY look for long pins first, room does not help them")
                        .undo(situation.withoutBootOption("cma=<size>")));
    }

    static void vmalloc(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.lasting("address-space", "Ask for less, or enlarge the range")
                        .run(
                                "sort -k2 -n -r /proc/vmallocinfo | head -20; grep -i vmalloc /proc/meminfo")
                        .risk(Risk.NONE)
                        .expect(
                                "names who holds the addresses; vmalloc=<size> at boot enlarges the range on 32 bits")
                        .because("addresses ran out, not memory"));
        if (situation.of("KB-78")) {
            drafts.add(LimitRemedies.jit());
        }
    }
}
