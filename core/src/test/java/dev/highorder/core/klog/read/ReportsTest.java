/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.OversizedRequest;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.VmallocFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {

    @Test
    void aFailureAndTheErrorPathItEndsInKeepTheirOwnStacks() {
        List<KernelEvent> events =
                read(
                        """
                        [ 1.000001] exe: page allocation failure: order:6, mode:0x10c0d0
                        [ 1.000002] CPU: 1 PID: 18377 Comm: exe Not tainted 3.10.0-514.el7.x86_64 #1
                        [ 1.000003]  000000000010c0d0 000000006565c63b ffff8803f7f8b928 ffffffff81685fac
                        [ 1.000004] Call Trace:
                        [ 1.000005]  [<ffffffff81685fac>] dump_stack+0x19/0x1b
                        [ 1.000006]  [<ffffffff811869a0>] warn_alloc_failed+0x110/0x180
                        [ 1.000007]  [<ffffffff811dd181>] __kmalloc+0x221/0x240
                        [ 1.000008]  [<ffffffff811f3bb9>] memcg_register_cache+0xb9/0xe0
                        [ 1.000009] Mem-Info:
                        [ 1.000010] active_anon:1 inactive_anon:2 isolated_anon:0
                        [ 1.000011] 17 total pagecache pages
                        [ 1.000012] kmem_cache_create(nf_conntrack_7) failed with error -12CPU: 1 PID: 18377 Comm: exe Not tainted 3.10.0-514.el7.x86_64 #1
                        [ 1.000013] Call Trace:
                        [ 1.000014]  [<ffffffff81685fac>] dump_stack+0x19/0x1b
                        [ 1.000015]  [<ffffffff811a5bc0>] kmem_cache_create_memcg+0x110/0x230
                        [ 1.000016]  [<ffffffffa03719e1>] nf_conntrack_init_net+0x101/0x250 [nf_conntrack]
                        """
                                .replace("[ 1.", "[    1."));
        AllocationFailure failure = (AllocationFailure) events.getFirst();
        assertThat(failure.ownStack().orElseThrow().frames())
                .extracting(StackFrame::function)
                .containsExactly(
                        "dump_stack", "warn_alloc_failed", "__kmalloc", "memcg_register_cache");
        assertThat(failure.otherStack()).isEmpty();
        assertThat(failure.memInfo()).isPresent();
        CacheCreateFailure cache = (CacheCreateFailure) events.get(1);
        assertThat(cache.stack().orElseThrow().pid()).hasValue(18377);
        assertThat(cache.stack().orElseThrow().frames()).hasSize(3);
        assertThat(events).hasSize(2);
    }

    @Test
    void theVmallocLineUpTo48AndItsHeadlineAreOneEvent() {
        VmallocFailure failure =
                only(
                        VmallocFailure.class,
                        """
                        [    1.000001] vmalloc: allocation failure: 17178820608 bytes
                        [    1.000002] syz-executor7: page allocation failure: order:0, mode:0x24000c2
                        [    1.000003] CPU: 0 PID: 12430 Comm: syz-executor7 Not tainted 4.4.114+ #12
                        [    1.000004] Call Trace:
                        [    1.000005]  [<ffffffff81cac64d>] dump_stack+0xc1/0x124
                        [    1.000006]  [<ffffffff81400659>] warn_alloc_failed+0x1c9/0x240
                        [    1.000007]  [<ffffffff814aa5cb>] __vmalloc_node_range+0x56b/0x6f0
                        """);
        assertThat(failure.bytes()).hasValue(17178820608L);
        assertThat(failure.comm()).contains("syz-executor7");
        assertThat(failure.mode().text()).isEqualTo("0x24000c2");
        assertThat(failure.reason()).isEqualTo(VmallocFailure.Reason.PAGES);
        assertThat(failure.stack()).isPresent();
    }

    @Test
    void eachVmallocWordingHasItsReason() {
        assertThat(reason("x: vmalloc: allocation failure: 8192 bytes, mode:0x14000c2(GFP_KERNEL)"))
                .isEqualTo(VmallocFailure.Reason.PAGES);
        assertThat(
                        reason(
                                "x: vmalloc error: size 0, page order 9, failed to allocate pages, mode:0xdc2(GFP_KERNEL)"))
                .isEqualTo(VmallocFailure.Reason.PAGES);
        assertThat(
                        reason(
                                "x: vmalloc error: size 4096, failed to allocated page array size 8, mode:0xdc2"))
                .isEqualTo(VmallocFailure.Reason.PAGES);
        assertThat(reason("x: vmalloc error: size 99999999999, exceeds total pages, mode:0xdc0"))
                .isEqualTo(VmallocFailure.Reason.ABSURD_SIZE);
        assertThat(reason("x: vmalloc error: size 4096, vm_struct allocation failed, mode:0xdc0"))
                .isEqualTo(VmallocFailure.Reason.ADDRESS_RANGE);
        assertThat(reason("x: vmalloc error: size 4096, failed to map pages, mode:0xdc0"))
                .isEqualTo(VmallocFailure.Reason.OTHER);
        assertThat(
                        reason(
                                "vmap allocation for size 2498560 failed: use vmalloc=<size> to increase size"))
                .isEqualTo(VmallocFailure.Reason.ADDRESS_RANGE);
        VmallocFailure half =
                only(
                        VmallocFailure.class,
                        "[    1.000001] vmalloc: allocation failure, allocated 4096 of 8192 bytes\n");
        assertThat(half.bytes()).hasValue(8192);
        assertThat(
                        VmallocFailure.class
                                .cast(
                                        read("x: vmalloc error: size 0, page order 9, failed to allocate pages, mode:0xdc2(GFP_KERNEL)\n")
                                                .getFirst())
                                .order())
                .hasValue(9);
    }

    @Test
    void theCacheOfACgroupIsTakenApart() {
        SlabAllocationFailure failure =
                only(
                        SlabAllocationFailure.class,
                        """
                        [    1.000001] SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
                        [    1.000002]   cache: blkdev_ioc(480:73b7c7b6509ef942), object size: 104, buffer size: 104, default order: 0, min order: 0
                        [    1.000003]   node 0: slabs: 6, objs: 234, free: 0
                        """);
        assertThat(failure.node()).hasValue(-1);
        assertThat(failure.mode().mask()).hasValue(0x8020);
        assertThat(failure.cache()).contains("blkdev_ioc");
        assertThat(failure.memcgId()).hasValue(480);
        assertThat(failure.memcgName()).contains("73b7c7b6509ef942");
        assertThat(failure.objectSize()).hasValue(104);
        assertThat(failure.order()).hasValue(0);
        SlabAllocationFailure alone =
                only(
                        SlabAllocationFailure.class,
                        "SLUB: Unable to allocate memory on CPU 3 (of node 0) on node 1, gfp=0x820(GFP_ATOMIC)\n");
        assertThat(alone.node()).hasValue(1);
        assertThat(alone.cache()).isEmpty();
    }

    @Test
    void theAreaOfCmaAndWhatWasFreeInItAreKept() {
        CmaFailure failure =
                only(
                        CmaFailure.class,
                        """
                        cma: __cma_alloc: reserved: alloc failed, req-size: 257 pages, ret: -16
                        cma: number of available pages: 3@125+1039@172=> 1042 free of 32768 total pages
                        """);
        assertThat(failure.area()).contains("reserved");
        assertThat(failure.pages()).isEqualTo(257);
        assertThat(failure.errno()).isEqualTo(16);
        assertThat(failure.freePages()).hasValue(1042);
        assertThat(failure.totalPages()).hasValue(32768);
        CmaFailure old =
                only(
                        CmaFailure.class,
                        "cma: cma_alloc: alloc failed, req-size: 1024 pages, ret: -12\n");
        assertThat(old.area()).isEmpty();
        assertThat(old.freePages()).isEmpty();
    }

    @Test
    void anInjectedFaultIsNamed() {
        FaultInjected fault =
                only(
                        FaultInjected.class,
                        """
                        FAULT_INJECTION: forcing a failure.
                        name failslab, interval 1, probability 0, space 0, times 1
                        CPU: 3 PID: 7256 Comm: syz-executor Not tainted 5.15.0-rc1+ #18
                        Call Trace:
                         __dump_stack lib/dump_stack.c:88 [inline]
                         dump_stack_lvl+0x8d/0xcf lib/dump_stack.c:106
                         fail_dump lib/fault-inject.c:52 [inline]
                         should_fail+0x13c/0x160 lib/fault-inject.c:146
                         __kernfs_new_node+0x68/0x350 fs/kernfs/dir.c:585
                        """);
        assertThat(fault.name()).contains("failslab");
        assertThat(fault.stack().orElseThrow().frames()).hasSize(5);
    }

    @Test
    void aRequestLargerThanTheLargestOrderIsAWarning() {
        OversizedRequest request =
                only(
                        OversizedRequest.class,
                        """
                        [    9.000001] WARNING: CPU: 1 PID: 814 at mm/page_alloc.c:5407 __alloc_pages+0x35c/0x380
                        [    9.000002] Modules linked in: vhost_net
                        [    9.000003] CPU: 1 PID: 814 Comm: modprobe Tainted: G           OE      5.15.0-91-generic #101-Ubuntu
                        [    9.000004] RIP: 0010:__alloc_pages+0x35c/0x380
                        [    9.000005] Call Trace:
                        [    9.000006]  <TASK>
                        [    9.000007]  kmalloc_large_node+0x60/0x110
                        [    9.000008]  __kmalloc_node+0x1a/0x20
                        [    9.000009]  big_init+0x10/0x1000 [big]
                        """);
        assertThat(request.where()).isEqualTo("mm/page_alloc.c:5407 __alloc_pages");
        assertThat(request.stack().orElseThrow().frames()).hasSize(3);
        assertThat(request.stack().orElseThrow().taint()).isEqualTo("G OE");
    }

    @Test
    void theAllocationProfileIsReadInBothForms() {
        MemoryProfile log =
                only(
                        MemoryProfile.class,
                        """
                        Memory allocations:
                            85.3 MiB     6104 mm/slub.c:2423 func:alloc_slab_page
                             1.5 KiB        3 fs/x.c:1 func:x
                        """);
        assertThat(log.sites())
                .extracting(MemoryProfile.Site::bytes)
                .containsExactly((85L << 20) + (3L << 20) / 10, 1536L);
        MemoryProfile file =
                only(
                        MemoryProfile.class,
                        """
                        1105125376   139252 drivers/net/ethernet/intel/ice/ice_txrx.c:681
                        [ice] func:ice_alloc_mapped_page
                          71041024    17344 mm/percpu-vm.c:95 func:pcpu_alloc_pages
                        """);
        assertThat(file.sites()).hasSize(2);
        assertThat(file.sites().getFirst().module()).isEqualTo("ice");
        assertThat(file.sites().getFirst().place())
                .isEqualTo("drivers/net/ethernet/intel/ice/ice_txrx.c:681");
        assertThat(file.sites().getFirst().calls()).isEqualTo(139252);
    }

    @Test
    void twoCopiesOfAllocinfoAreTwoProfiles() {
        assertThat(
                        read(
                                """
                                  71041024    17344 mm/percpu-vm.c:95 func:pcpu_alloc_pages

                                # uptime; sort -g /proc/allocinfo

                                  71041028    17345 mm/percpu-vm.c:95 func:pcpu_alloc_pages
                                """))
                .hasSize(2);
    }

    @Test
    void noticesHoldWhatTheirLineSays() {
        assertThat(values("bash (4711): drop_caches: 3"))
                .isEqualTo(Map.of("comm", "bash", "pid", "4711", "mode", "3"));
        assertThat(values("warn_alloc: 25 callbacks suppressed")).isEqualTo(Map.of("count", "25"));
        assertThat(
                        values(
                                "XFS: nginx(2514) possible memory allocation deadlock size 50184 in kmem_alloc (mode:0x250)"))
                .isEqualTo(
                        Map.of(
                                "comm", "nginx",
                                "pid", "2514",
                                "bytes", "50184",
                                "function", "kmem_alloc",
                                "mode", "0x250"));
        assertThat(values("XFS: possible memory allocation deadlock in kmem_alloc (mode:0x250)"))
                .isEqualTo(Map.of("function", "kmem_alloc", "mode", "0x250"));
        assertThat(values("cgroup: fork rejected by pids controller in /kubepods/pod2"))
                .isEqualTo(Map.of("path", "/kubepods/pod2"));
        assertThat(values("neighbour: arp_cache: neighbor table overflow!"))
                .isEqualTo(Map.of("table", "arp_cache"));
        assertThat(
                        values(
                                "EXT4-fs error (device vda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0"))
                .isEqualTo(Map.of("device", "vda1"));
        assertThat(values("Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12)"))
                .isEqualTo(Map.of("release", "6.1.0-56-amd64"));
        assertThat(
                        values(
                                "__vm_enough_memory: pid: 12, comm: java, bytes: 4096 not enough memory for the allocation"))
                .isEqualTo(Map.of("comm", "java", "bytes", "4096"));
    }

    @Test
    void otherRateLimitedMessagesAreNoAllocationFailures() {
        assertThat(read("[    1.000000] net_ratelimit: 12 callbacks suppressed\n")).isEmpty();
    }

    @Test
    void whatTheLoggersDroppedIsSaidByThemselves() {
        List<KernelEvent> events =
                read(
                        """
                        Jun  1 00:00:00 n1 rsyslogd: imjournal: 4711 messages lost due to rate-limiting
                        Jun  1 00:00:00 n1 systemd-journald[330]: Suppressed 812 messages from kubelet.service
                        Jun  1 00:00:00 n1 kubelet: cannot allocate memory, Killed process 12 (x)
                        """);
        assertThat(events)
                .extracting(event -> ((KernelNotice) event).value("count").orElseThrow())
                .containsExactly("4711", "812");
    }

    @Test
    void wordsThatOthersUseTooCountOnlyWhereTheKernelSpeaks() {
        assertThat(read("mkdir: cannot allocate memory\n")).isEmpty();
        assertThat(read("[    1.000000] foo 0000:00:1f.0: probe failed with error -12\n"))
                .extracting(event -> ((KernelNotice) event).kind())
                .containsExactly(KernelNotice.Kind.SUBSYSTEM_NO_MEMORY);
    }

    private static VmallocFailure.Reason reason(String text) {
        return ((VmallocFailure) read(text + "\n").getFirst()).reason();
    }

    private static Map<String, String> values(String text) {
        KernelNotice notice = only(KernelNotice.class, "[    1.000000] " + text + "\n");
        return notice.values();
    }

    private static <T extends KernelEvent> T only(Class<T> type, String log) {
        List<KernelEvent> events = read(log);
        assertThat(events).hasSize(1);
        return type.cast(events.getFirst());
    }

    private static List<KernelEvent> read(String log) {
        return KernelLog.read(LogLines.of(log)).value();
    }
}
