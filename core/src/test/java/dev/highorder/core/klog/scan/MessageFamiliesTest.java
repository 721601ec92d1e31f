/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.read.KernelLogFilter;
import dev.highorder.core.model.Cite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The matrix: each family's scanner takes its own lines and no other's.
class MessageFamiliesTest {

    private static final Map<String, Predicate<String>> SCANNERS = new LinkedHashMap<>();
    private static final Map<String, List<String>> LINES = new LinkedHashMap<>();

    static {
        family(
                "headline",
                text -> Headline.scan(text).isPresent(),
                "swapper: page allocation failure. order:1, mode:0x4020",
                "runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                "a b/c: page allocation failure: order:2, mode:0x26040d0(GFP_TEMPORARY|__GFP_COMP), nodemask=0",
                "java: page allocation stalls for 10312ms, order:0, mode:0x24201ca(GFP_HIGHUSER_MOVABLE)",
                "kworker/0:1: vmemmap alloc failure: order:9, mode:0x4cc0(GFP_KERNEL), nodemask=(null)");
        family(
                "vmalloc",
                text -> VmallocLine.scan(text).isPresent(),
                "vmalloc: allocation failure: 17178820608 bytes",
                "vmalloc: allocation failure, allocated 4096 of 8192 bytes",
                "insmod: vmalloc: allocation failure: 8192 bytes, mode:0x14000c2(GFP_KERNEL|__GFP_HIGHMEM), nodemask=(null)",
                "vmalloc size 8192 allocation failure: page order 0 allocation failed",
                "swapon: vmalloc error: size 4194304, vm_struct allocation failed, mode:0xdc0(GFP_KERNEL|__GFP_ZERO), nodemask=(null),cpuset=/,mems_allowed=0",
                "vmap allocation for size 8192 failed: use vmalloc=<size> to increase size",
                "allocation failed: out of vmalloc space - use vmalloc=<size> to increase size.",
                "vmalloc_node_range for size 4198400 failed: Address range restricted to 0xf1000000 - 0xf5110000");
        family(
                "slab",
                text -> SlabLine.head(text).isPresent(),
                "SLUB: Unable to allocate memory on node -1 (gfp=0x8020)",
                "SLUB: Unable to allocate memory on node -1, gfp=0x820(GFP_ATOMIC)",
                "SLUB: Unable to allocate memory on CPU 3 (of node 0) on node 1, gfp=0x820(GFP_ATOMIC)",
                "SLAB: Unable to allocate memory on node 0 (gfp=0xd0)");
        family(
                "slab cache",
                text -> SlabLine.cache(text).isPresent(),
                "  cache: blkdev_ioc(480:73b7c7b6), object size: 104, buffer size: 104, default order: 0, min order: 0",
                "  cache: size-64, object size: 64, order: 0");
        family(
                "cache create",
                text -> CacheLine.scan(text).isPresent(),
                "kmem_cache_create(nf_conntrack_48971) failed with error -12",
                "kmem_cache_create_usercopy(dentry (x)) failed with error -22",
                "__kmem_cache_create_args(TCP) failed with error -12",
                "kmem_cache_create: Failed to create slab 'x y'. Error -12");
        family(
                "cma",
                text -> CmaLine.failure(text).isPresent(),
                "cma: cma_alloc: alloc failed, req-size: 1024 pages, ret: -12",
                "cma: __cma_alloc: reserved: alloc failed, req-size: 257 pages, ret: -16",
                "cma: cma_alloc: linux,cma: alloc failed, req-size: 16 pages, ret: -16");
        family(
                "cma pages",
                text -> CmaLine.available(text).isPresent(),
                "cma: => 1042 free of 32768 total pages",
                "cma: number of available pages: 3@125+20@172=> 23 free of 45 total pages");
        family(
                "oversized",
                text -> OversizedLine.scan(text).isPresent(),
                "WARNING: CPU: 1 PID: 2 at mm/page_alloc.c:5407 __alloc_pages+0x35c/0x380",
                "WARNING: at mm/page_alloc.c:2142 __alloc_pages_nodemask+0x8c4/0x980() (Not tainted)",
                "WARNING: mm/page_alloc.c:5165 at __alloc_frozen_pages_noprof+0x2ba/0x300, CPU#0: syz/12",
                "WARNING: CPU: 0 PID: 9 at mm/util.c:624 kvmalloc_node+0x1b/0x50");
        family(
                "oom",
                text -> OomLine.scan(text).isPresent(),
                "dd invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=500",
                "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=dd,pid=120,uid=0",
                "memory: usage 49152kB, limit 49152kB, failcnt 81",
                "Memory cgroup stats for /kubepods/pod1:",
                "Task in /a killed as a result of limit of /b",
                "Out of memory: Kill process 4800 (java) score 512 or sacrifice child",
                "Killed process 4800 (java) total-vm:104660kB, anon-rss:48984kB",
                "Memory cgroup out of memory: Killed process 1 (a) total-vm:1kB",
                "Out of memory and no killable processes...",
                "Tasks in /pod are going to be killed due to memory.oom.group set",
                "oom_reaper: reaped process 77 (java), now anon-rss:0kB",
                "Unreclaimable slab info:",
                "Tasks state (memory values in pages):",
                "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
                "[30598]     0 30598      255        1       4        0          -998 pause");
        family(
                "mem-info",
                text -> MemInfoShape.part(text).isPresent(),
                "Mem-Info:",
                "active_anon:262759 inactive_anon:143768 isolated_anon:0",
                " slab_reclaimable:30820 slab_unreclaimable:58730",
                "Node 0 active_anon:1051036kB inactive_anon:575072kB",
                "Node 0 DMA free:78096kB min:16520kB low:20648kB",
                "DMA32 free:78096kB min:16520kB low:20648kB",
                "lowmem_reserve[]: 0 2807 2807 2807",
                "Node 0 Normal: 4154*4kB (UMEHC) 2362*8kB (UMEHC) = 61496kB",
                "Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB",
                "403727 total pagecache pages",
                "Swap cache stats: add 5089297, delete 4986508, find 5716104/7056293",
                "Free swap  = 1700864kB",
                "1015296 pages RAM");
        family(
                "profile",
                text -> ProfileRow.scan(text).isPresent(),
                "    85.3 MiB     6104 mm/slub.c:2423 func:alloc_slab_page",
                "    71041024    17344 mm/percpu-vm.c:95 func:pcpu_alloc_pages",
                "  1105125376   139252 drivers/net/ethernet/intel/ice/ice_txrx.c:681 [ice] func:ice_alloc_mapped_page");
        family(
                "cpu",
                text -> CpuLine.scan(text).isPresent(),
                "CPU: 13 PID: 187290 Comm: runc:[1:CHILD] Tainted: G  ------------ T 3.10.0-1160.49.1.el7.x86_64 #1",
                "CPU: 1 UID: 0 PID: 67023 Comm: syz.0.3404 Not tainted 6.17.0-rc5 #1 PREEMPT(full)",
                "Pid: 7812, comm: tcpdump Tainted: P           ---------------    2.6.32-642.el6.x86_64 #1");
        family(
                "frame",
                text -> !FrameLine.scan(text, "", new Cite("log", 1, text)).isEmpty(),
                " [<ffffffff81685fac>] dump_stack+0x19/0x1b",
                " ? __alloc_pages_direct_compact+0xab/0x210",
                "[<c010d415>] (unwind_backtrace) from [<c01097a5>] (show_stack+0x11/0x14)",
                " nfsd from kthread+0xb9/0xcc",
                "[c1c65940] [c07926d4] dump_stack_lvl+0x80/0xac (unreliable)");
        family(
                "notice",
                text -> NoticeLine.scan(text, false).isPresent(),
                "Unable to create nf_conn slab cache",
                "nf_conntrack: falling back to vmalloc.",
                "nf_conntrack: nf_conntrack: table full, dropping packet",
                "neighbour: arp_cache: neighbor table overflow!",
                "TCP: out of memory -- consider tuning tcp_mem",
                "TCP: too many orphaned sockets",
                "cgroup: fork rejected by pids controller in /kubepods/pod2",
                "XFS: nginx(2514) possible memory allocation deadlock size 50184 in kmem_alloc (mode:0x250)",
                "warn_alloc_failed: 12 callbacks suppressed",
                "bash (4711): drop_caches: 3",
                "COMPACTION is disabled!!!",
                "__vm_enough_memory: pid: 12, comm: java, bytes: 4096 not enough memory for the allocation",
                "Huh VM_FAULT_OOM leaked out to the #PF handler. Retrying PF",
                "BUG: Bad page state in process x  pfn:1",
                "BUG: kernel NULL pointer dereference, address: 0000000000000008",
                "INFO: task kworker/0:1:12 blocked for more than 120 seconds.",
                "Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org)",
                "Kernel command line: root=/dev/sda1 cgroup.memory=nokmem",
                "unregister_netdevice: waiting for lo to become free. Usage count = 1",
                "XFS (vdb): metadata I/O error: block 0x3e8569d0 (\"xlog_iodone\") error 5 numblks 64",
                "ERROR: Out of memory at tomoyo_realpath_from_path.",
                "java[12]: segfault at 0 ip 00007f sp 00007f error 4 in libc.so",
                "VFS: file-max limit 65536 reached");
    }

    private static void family(String name, Predicate<String> scanner, String... lines) {
        SCANNERS.put(name, scanner);
        LINES.put(name, List.of(lines));
    }

    @Test
    void eachScannerTakesItsOwnLinesAndNoOthers() {
        LINES.forEach((family, lines) -> {
            for (String line : lines) {
                TreeSet<String> takers = new TreeSet<>();
                SCANNERS.forEach((name, scanner) -> {
                    if (scanner.test(line)) {
                        takers.add(name);
                    }
                });
                assertThat(takers).as(line).containsExactly(family);
            }
        });
    }

    @Test
    void theLineFilterKeepsWhateverBeginsAReport() {
        LINES.forEach((family, lines) -> {
            boolean context =
                    List.of("cpu", "frame", "slab cache", "mem-info", "oom").contains(family);
            for (String line : lines) {
                assertThat(context || KernelLogFilter.starts(line)).as(line).isTrue();
            }
        });
        assertThat(KernelLogFilter.starts("eth0: link becomes ready")).isFalse();
        assertThat(KernelLogFilter.starts("systemd[1]: Started Session 12 of user root."))
                .isFalse();
    }
}
