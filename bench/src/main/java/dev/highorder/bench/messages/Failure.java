/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench.messages;

import java.util.List;

/// What fails now and then in the log, as the kernel of RHEL 7 and the container programs print it.
enum Failure {
    /// The array of a slab cache's per-cgroup pointers; only the error path of `kmem_cache_create` is printed.
    SLAB_CACHE(
            """
            kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0
            kernel: kmem_cache_create(nf_conntrack_%d) failed with error -12
            kernel: CPU: 13 PID: %d Comm: runc:[1:CHILD] Tainted: G               ------------ T 3.10.0-1160.49.1.el7.x86_64 #1
            kernel: Hardware name: HPE ProLiant DL388 Gen10/ProLiant DL388 Gen10, BIOS U30 11/13/2019
            kernel: Call Trace:
            kernel: [<ffffffffa0183539>] dump_stack+0x19/0x1b
            kernel: [<ffffffff9fbe5e87>] kmem_cache_create+0x187/0x1b0
            kernel: [<ffffffffc02e3de0>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]
            kernel: [<ffffffffc02e46e4>] nf_conntrack_pernet_init+0x14/0x150 [nf_conntrack]
            kernel: [<ffffffffa004b0d4>] ops_init+0x44/0x150
            kernel: [<ffffffffa004b29b>] setup_net+0xbb/0x170
            kernel: [<ffffffffa004ba35>] copy_net_ns+0xb5/0x180
            kernel: [<ffffffff9facb0d9>] create_new_namespaces+0xf9/0x180
            kernel: [<ffffffff9facb31a>] unshare_nsproxy_namespaces+0x5a/0xc0
            kernel: [<ffffffff9fa9a77b>] SyS_unshare+0x1cb/0x340
            kernel: [<ffffffffa0195f92>] system_call_fastpath+0x25/0x2a
            kernel: Unable to create nf_conn slab cache
            kubelet: E%k remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container for pod "%p": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown
            """),

    /// A receive buffer in interrupt context, with all of Mem-Info.
    RECEIVE_BUFFER(
            """
            kernel: swapper/7: page allocation failure: order:2, mode:0x104020
            kernel: CPU: 7 PID: 0 Comm: swapper/7 Tainted: G               ------------ T 3.10.0-1160.49.1.el7.x86_64 #1
            kernel: Call Trace:
            kernel: <IRQ>  [<ffffffffa0183539>] dump_stack+0x19/0x1b
            kernel: [<ffffffff9fbc4c10>] warn_alloc_failed+0x110/0x180
            kernel: [<ffffffffa017eb9f>] __alloc_pages_slowpath+0x6bb/0x729
            kernel: [<ffffffff9fbc91f6>] __alloc_pages_nodemask+0x436/0x450
            kernel: [<ffffffff9fc18e18>] alloc_pages_current+0x98/0x110
            kernel: [<ffffffff9fc23ba1>] new_slab+0x391/0x3a0
            kernel: [<ffffffff9fc2547a>] ___slab_alloc+0x39a/0x4f0
            kernel: [<ffffffffa017f5ec>] __slab_alloc+0x40/0x5c
            kernel: [<ffffffff9fc27b5b>] __kmalloc_node_track_caller+0xbb/0x310
            kernel: [<ffffffffa003b341>] __kmalloc_reserve.isra.32+0x31/0x90
            kernel: [<ffffffffa003c2ed>] __alloc_skb+0x8d/0x2d0
            kernel: [<ffffffffa003d42b>] __netdev_alloc_skb+0x6b/0x120
            kernel: Mem-Info:
            kernel: active_anon:9341202 inactive_anon:1010305 isolated_anon:0#012 active_file:1832011 inactive_file:2101190 isolated_file:0#012 unevictable:0 dirty:511 writeback:0 unstable:0#012 slab_reclaimable:811223 slab_unreclaimable:622112#012 mapped:90120 shmem:70112 pagetables:41220 bounce:0#012 free:81223 free_pcp:0 free_cma:0
            kernel: Node 0 DMA free:15892kB min:20kB low:24kB high:28kB active_anon:0kB inactive_anon:0kB active_file:0kB inactive_file:0kB unevictable:0kB isolated(anon):0kB isolated(file):0kB present:15988kB managed:15904kB mlocked:0kB dirty:0kB writeback:0kB mapped:0kB shmem:0kB slab_reclaimable:0kB slab_unreclaimable:12kB kernel_stack:0kB pagetables:0kB unstable:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? yes
            kernel: lowmem_reserve[]: 0 1489 64050 64050
            kernel: Node 0 Normal free:309000kB min:88448kB low:110560kB high:132672kB active_anon:37364808kB inactive_anon:4041220kB active_file:7328044kB inactive_file:8404760kB unevictable:0kB isolated(anon):0kB isolated(file):0kB present:66060288kB managed:64061000kB mlocked:0kB dirty:2044kB writeback:0kB mapped:360480kB shmem:280448kB slab_reclaimable:3244892kB slab_unreclaimable:2488436kB kernel_stack:61008kB pagetables:164880kB unstable:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? no
            kernel: lowmem_reserve[]: 0 0 0 0
            kernel: Node 0 DMA: 1*4kB (U) 0*8kB 1*16kB (U) 0*32kB 2*64kB (U) 1*128kB (U) 1*256kB (U) 0*512kB 1*1024kB (U) 1*2048kB (M) 3*4096kB (M) = 15892kB
            kernel: Node 0 Normal: 70250*4kB (UEM) 3500*8kB (UEM) 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 309000kB
            kernel: Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB
            kernel: 4003313 total pagecache pages
            kernel: 0 pages in swap cache
            kernel: Swap cache stats: add 0, delete 0, find 0/0
            kernel: Free swap  = 0kB
            kernel: Total swap = 0kB
            kernel: 16780288 pages RAM
            kernel: 0 pages HighMem/MovableOnly
            kernel: 291004 pages reserved
            """),

    /// A container at its own memory limit.
    CGROUP_OUT_OF_MEMORY(
            """
            kernel: java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=969
            kernel: java cpuset=docker-%h.scope mems_allowed=0
            kernel: CPU: 3 PID: %d Comm: java Tainted: G               ------------ T 3.10.0-1160.49.1.el7.x86_64 #1
            kernel: Call Trace:
            kernel: [<ffffffffa0183539>] dump_stack+0x19/0x1b
            kernel: [<ffffffffa017e458>] dump_header+0x90/0x229
            kernel: [<ffffffff9fbc204d>] oom_kill_process+0x2cd/0x490
            kernel: [<ffffffff9fc413dc>] mem_cgroup_oom_synchronize+0x55c/0x590
            kernel: [<ffffffff9fbc2a34>] pagefault_out_of_memory+0x14/0x90
            kernel: Task in /kubepods.slice/kubepods-burstable.slice/docker-%h.scope killed as a result of limit of /kubepods.slice/kubepods-burstable.slice/docker-%h.scope
            kernel: memory: usage 524288kB, limit 524288kB, failcnt %d
            kernel: memory+swap: usage 524288kB, limit 9007199254740988kB, failcnt 0
            kernel: kmem: usage 0kB, limit 9007199254740988kB, failcnt 0
            kernel: [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
            kernel: [%d]  1000 20117  1188021   129904     391        0           969 java
            kernel: Memory cgroup out of memory: Kill process %d (java) score 1960 or sacrifice child
            kernel: Killed process %d (java), UID 1000, total-vm:4752084kB, anon-rss:519616kB, file-rss:0kB, shmem-rss:0kB
            """),

    /// The first process of a container went away, and the kernel said nothing.
    NO_FIRST_PROCESS(
            """
            containerd: time="%z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:%p,Uid:%u,Namespace:prod,Attempt:0,} failed, error" error="failed to create containerd task: failed to create shim: OCI runtime create failed: runc create failed: unable to start container process: can't get final child's PID from pipe: EOF: unknown"
            """),

    /// No more cgroup ids.
    NO_CGROUP(
            """
            dockerd: time="%z" level=error msg="Handler for POST /v1.40/containers/%h/start returned error: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: mkdir /sys/fs/cgroup/memory/kubepods/burstable/pod%u/%h: no space left on device: unknown"
            """);

    private final List<Template> lines;

    Failure(String lines) {
        this.lines = lines.lines().map(Template::new).toList();
    }

    List<Template> lines() {
        return lines;
    }
}
