/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Finding.Status;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Incident.Failure;
import dev.highorder.core.diagnosis.Incident.Step;
import dev.highorder.core.diagnosis.Incident.Symptom;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Memory.UsableFor;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.Remedy.Kind;
import dev.highorder.core.diagnosis.Remedy.Persistence;
import dev.highorder.core.diagnosis.Remedy.Risk;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Answers made by hand: what the reports are tested with.
public final class Diagnoses {

    private static final String LOG = "examples/node-1/messages";

    private Diagnoses() {}

    /// All of them by the name of their golden files.
    public static Map<String, Diagnosis> all() {
        var all = new LinkedHashMap<String, Diagnosis>();
        all.put("incident", incident());
        all.put("healthy", healthy());
        all.put("inconclusive", inconclusive());
        all.put("two-nodes", twoNodes());
        all.put("hostile", hostile());
        return all;
    }

    /// One of them.
    public static Diagnosis named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /// The incident: a pod that does not start, an array of leaked memory cgroups, a snapshot of another moment.
    public static Diagnosis incident() {
        return new Diagnosis(incidentNode(), List.of(), List.of());
    }

    private static NodeDiagnosis incidentNode() {
        var headline =
                cite(
                        1,
                        "Jun  8 11:04:35 node-1 kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0");
        var create =
                cite(
                        2,
                        "Jun  8 11:04:35 node-1 kernel: kmem_cache_create(nf_conntrack_48971) failed with error -12");
        var frame =
                cite(
                        8,
                        "Jun  8 11:04:35 node-1 kernel: [<ffffffffc02e3de0>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]");
        var below =
                cite(
                        7,
                        "Jun  8 11:04:35 node-1 kernel: [<ffffffff9fbe5e87>] kmem_cache_create+0x187/0x1b0");
        var kubelet =
                cite(
                        18,
                        "Jun  8 11:04:35 node-1 kubelet: E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox from"
                                + " runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container for pod"
                                + " \"rsk-fms-598dcb7bdb-hg5t4\": Error response from daemon: OCI runtime create failed:"
                                + " container_linux.go:380: starting container process caused: process_linux.go:402: getting the final"
                                + " child's pid from pipe caused: EOF: unknown");
        var buddy0 =
                new Cite(
                        "examples/node-1/buddyinfo",
                        3,
                        "Node 0, zone   Normal 104076 127563  70473  24828   7589   1506    176   5550   5297      0      0 ");
        var free =
                new Cite(
                        "examples/node-1/free-m.txt",
                        2,
                        "Mem:         257466      196277       18369        5460       42820       54870");
        var swap =
                new Cite(
                        "examples/node-1/free-m.txt",
                        3,
                        "Swap:             0           0           0");
        var healthyBuddy =
                new Cite(
                        "examples/healthy/buddyinfo",
                        3,
                        "Node 0, zone   Normal   2856   1703   1329    243     61      0      0      0      0      0      0");
        var runc = new Cite("examples/node-1/docker-version.txt", 23, "Version: 1.0.2");
        var chain =
                List.of(
                        new Step(
                                "symptom",
                                "kubelet could not start pod rsk-fms-598dcb7bdb-hg5t4: getting the final child's pid from pipe"
                                        + " caused: EOF.",
                                List.of(kubelet),
                                Optional.empty()),
                        new Step(
                                "failure",
                                "In the same second the kernel refused runc:[1:CHILD] an order-6 block (256 KiB,"
                                        + " GFP_KERNEL|__GFP_COMP|__GFP_ZERO).",
                                List.of(headline, create),
                                Optional.empty()),
                        new Step(
                                "requester",
                                "nf_conntrack_init_net, creating a slab cache for a new network namespace; the trace shown is"
                                        + " the error path, not the allocator's.",
                                List.of(frame, below),
                                Optional.empty()),
                        new Step(
                                "demand",
                                "The cache's array of memory cgroups: order 6 means exactly 24,574 slots"
                                        + " (memcg_alloc_cache_params, inferred).",
                                List.of(headline),
                                Optional.of("memcg-cache-array")),
                        new Step(
                                "cause",
                                "Between 12,287 and 24,574 kernel-accounted memory cgroups existed at once; a node has perhaps 2,000:"
                                        + " they leak.",
                                List.of(headline),
                                Optional.of("memcg-cache-array")));
        var incident =
                new Incident(
                        "incident-1",
                        Optional.of("Jun  8 11:04:35"),
                        Optional.of("Jun  8 11:04:35"),
                        1,
                        OptionalLong.empty(),
                        Optional.of(
                                new Symptom(
                                        "kubelet",
                                        "RunPodSandbox from runtime service failed: getting the final child's pid from pipe caused: EOF: unknown",
                                        Optional.of("rsk-fms-598dcb7bdb-hg5t4"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        kubelet)),
                        Optional.of(
                                new Failure(
                                        Optional.of("runc:[1:CHILD]"),
                                        OptionalInt.of(187290),
                                        OptionalInt.of(13),
                                        OptionalInt.of(6),
                                        OptionalLong.of(262144),
                                        Optional.of("0xc0d0"),
                                        List.of("GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO"),
                                        Optional.of("nf_conntrack_init_net"),
                                        List.of(
                                                "dump_stack",
                                                "kmem_cache_create",
                                                "nf_conntrack_init_net",
                                                "nf_conntrack_pernet_init",
                                                "ops_init",
                                                "setup_net",
                                                "copy_net_ns",
                                                "create_new_namespaces",
                                                "unshare_nsproxy_namespaces",
                                                "SyS_unshare",
                                                "system_call_fastpath"),
                                        Optional.of("ENOMEM"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        headline)),
                        chain,
                        Cause.KMEM_MEMCG_LEAK,
                        Confidence.LIKELY);
        var findings =
                List.of(
                        new Finding(
                                "kmem-array",
                                Status.FOUND,
                                Severity.CRITICAL,
                                "The memory cgroup array has grown to order 6",
                                "24,574 slots: between 12,287 and 24,574 kernel-accounted memory cgroups existed at once.",
                                List.of(headline, create),
                                Optional.of("memcg-cache-array")),
                        new Finding(
                                "netns-counter",
                                Status.FOUND,
                                Severity.WARNING,
                                "48,971 network namespaces since nf_conntrack was loaded",
                                "The cache's name counts every network namespace ever created, failed ones included.",
                                List.of(create),
                                Optional.of("conntrack-cache-counter")),
                        new Finding(
                                "snapshot-mismatch",
                                Status.FOUND,
                                Severity.INFO,
                                "The buddyinfo snapshot does not show the failure",
                                "In it a request of order 6 would succeed on both nodes (32,464 and 4,911 blocks). It was taken at another"
                                        + " moment, or after memory was given back.",
                                List.of(buddy0),
                                Optional.empty()),
                        new Finding(
                                "memory-exhausted",
                                Status.CLEAR,
                                Severity.INFO,
                                "Memory is not short",
                                "54,870 MiB are available.",
                                List.of(free),
                                Optional.empty()),
                        new Finding(
                                "dying-memcg",
                                Status.NOT_APPLICABLE,
                                Severity.INFO,
                                "Dead memory cgroups",
                                "3.10/el7 does not count leaked memory cgroups in /proc/cgroups, so nothing can be told from it.",
                                List.of(),
                                Optional.of("dying-memcg")));
        var ruledOut =
                List.of(
                        new RuledOut(
                                Optional.of(Cause.MEMORY_EXHAUSTED),
                                Optional.empty(),
                                "54,870 of 257,466 MiB are available",
                                List.of(free),
                                Optional.empty()),
                        new RuledOut(
                                Optional.of(Cause.EXTERNAL_FRAGMENTATION),
                                Optional.empty(),
                                "the snapshot has 32,464 and 4,911 blocks of order 6",
                                List.of(buddy0),
                                Optional.empty()),
                        new RuledOut(
                                Optional.empty(),
                                Optional.of("the other node is less fragmented"),
                                "it has no order-6 block in Normal",
                                List.of(healthyBuddy),
                                Optional.empty()),
                        new RuledOut(
                                Optional.empty(),
                                Optional.of("fixed in 4.9.18"),
                                "a 32-bit bug of 4.8 to 4.9.13; this is 3.10 x86_64",
                                List.of(),
                                Optional.of("lowmem-oom-4.9")),
                        new RuledOut(
                                Optional.empty(),
                                Optional.of("no swap"),
                                "swap cannot help a request of order 6",
                                List.of(swap),
                                Optional.of("swap-and-order")),
                        new RuledOut(
                                Optional.empty(),
                                Optional.of("runc enabled kernel memory accounting"),
                                "runc 1.0.2 ignores it; check the kubelet first",
                                List.of(runc),
                                Optional.of("memcg-cache-array")));
        var sick =
                memory(
                        "examples/node-1/buddyinfo",
                        Optional.of(false),
                        usable("yes", "suitable blocks are there, far above the watermark"),
                        FreeLists.of(0, "DMA", 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 3),
                        FreeLists.of(
                                0, "DMA32", 845, 1286, 1416, 1030, 755, 562, 403, 241, 149, 0, 0),
                        FreeLists.of(
                                0, "Normal", 104076, 127563, 70473, 24828, 7589, 1506, 176, 5550,
                                5297, 0, 0),
                        FreeLists.of(
                                1, "Normal", 108359, 115466, 52431, 12910, 3762, 796, 185, 69, 1147,
                                0, 0));
        var baseline =
                memory(
                        "examples/healthy/buddyinfo",
                        Optional.empty(),
                        usable("no", "no block of order 6 or larger"),
                        FreeLists.of(0, "DMA", 1, 0, 0, 1, 2, 1, 1, 0, 1, 1, 3),
                        FreeLists.of(0, "DMA32", 3826, 2834, 1174, 361, 82, 24, 7, 3, 0, 0, 0),
                        FreeLists.of(0, "Normal", 2856, 1703, 1329, 243, 61, 0, 0, 0, 0, 0, 0));
        return new NodeDiagnosis(
                new Verdict(
                        Cause.KMEM_MEMCG_LEAK,
                        Confidence.LIKELY,
                        "Leaked memory cgroups have grown an array that every new network namespace needs to 256 KiB of"
                                + " contiguous memory, so pods do not start."),
                new Node(
                        Optional.of("node-1"),
                        Optional.of("3.10.0-1160.49.1.el7.x86_64"),
                        Optional.empty(),
                        Optional.of("x86_64"),
                        Optional.of("HPE ProLiant DL388 Gen10"),
                        OptionalLong.of(257466L * 1024 * 1024),
                        OptionalInt.of(2),
                        Map.of("docker", "20.10.10", "containerd", "1.4.11", "runc", "1.0.2")),
                List.of(incident),
                findings,
                ruledOut,
                Optional.of(
                        new Memory(
                                sick.zones(),
                                Map.of(
                                        "total", 257466L << 20,
                                        "free", 18369L << 20,
                                        "available", 54870L << 20,
                                        "shmem", 5460L << 20),
                                sick.asOf(),
                                sick.matchesFailure(),
                                4096,
                                sick.cite())),
                Optional.of(
                        new Demand(
                                6,
                                Optional.of("memcg_alloc_cache_params"),
                                Optional.of(
                                        new Demand.Derived(
                                                "kernel-accounted memory cgroups at once",
                                                OptionalLong.of(12287),
                                                OptionalLong.of(24574),
                                                OptionalLong.empty())),
                                "Order 6 at this call site means exactly 24,574 slots; the call site is inferred, the trace shown is the error"
                                        + " path.")),
                List.of(
                        new Remedy(
                                "nokmem",
                                "Turn kernel memory accounting off, reboot",
                                Kind.LASTING,
                                "grubby --update-kernel=ALL --args=cgroup.memory=nokmem && reboot",
                                Persistence.PERMANENT,
                                Risk.MEDIUM,
                                "no array, no leak",
                                Optional.of("3.10.0-1127 and later el7"),
                                "memcg_kmem_enabled() is never true, so the array is not allocated",
                                Optional.of(
                                        "grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem && reboot")),
                        new Remedy(
                                "kubelet-nokmem",
                                "Run a kubelet and runc built without kernel memory accounting",
                                Kind.LASTING,
                                "kubelet --version; runc --version",
                                Persistence.PERMANENT,
                                Risk.LOW,
                                "no new leak; reboot to free the old ones",
                                Optional.empty(),
                                "libcontainer switched accounting on for every cgroup",
                                Optional.empty()),
                        new Remedy(
                                "compact",
                                "Compact memory on this node",
                                Kind.STOP_GAP,
                                "sysctl -w vm.compact_memory=1",
                                Persistence.ONCE,
                                Risk.LOW,
                                "the next try may succeed; it comes back",
                                Optional.of("all"),
                                "moves movable pages together until blocks of order 6 exist",
                                Optional.empty()),
                        new Remedy(
                                "drop-caches-3",
                                "Drop the page cache and reclaimable slab",
                                Kind.STOP_GAP,
                                "echo 3 > /proc/sys/vm/drop_caches",
                                Persistence.ONCE,
                                Risk.MEDIUM,
                                "frees memory, order by order as the freed pages happen to lie",
                                Optional.of("all"),
                                "leaves the leaked cgroups where they are",
                                Optional.empty())),
                Optional.of(baseline),
                List.of(
                        new Missing(
                                "whether kernel memory accounting is on",
                                "a header instead of EIO proves it",
                                "cat /sys/fs/cgroup/memory/kubepods/memory.kmem.slabinfo"),
                        new Missing(
                                "the allocator's own stack and Mem-Info",
                                "the free lists at 11:04:35",
                                "journalctl -k --since '2021-06-08 11:04' --until '2021-06-08 11:05'"),
                        new Missing(
                                "the number of leaked caches",
                                "32 sysfs entries each: an independent count",
                                "grep sysfs_dir_cache /proc/slabinfo")));
    }

    /// A node without a failure whose free lists serve orders 0 to 3.
    public static Diagnosis healthy() {
        var cite =
                new Cite(
                        "proc/buddyinfo",
                        2,
                        "Node 0, zone   Normal    412    388    250    141     90     51     30     19     11      7    803");
        var low = FreeLists.of(0, "DMA32", 4, 5, 6, 5, 4, 5, 5, 4, 3, 4, 447);
        var normal = FreeLists.of(0, "Normal", 412, 388, 250, 141, 90, 51, 30, 19, 11, 7, 803);
        var zones =
                List.of(
                        low.zone(
                                Optional.of(new UsableFor(3, "yes", "57,705 suitable blocks")),
                                Optional.empty(),
                                OptionalLong.of(8L << 20)),
                        normal.zone(
                                Optional.of(new UsableFor(3, "yes", "104,653 suitable blocks")),
                                Optional.of(cite),
                                OptionalLong.of(24L << 20)));
        return new Diagnosis(
                new NodeDiagnosis(
                        new Verdict(
                                Cause.HEALTHY,
                                Confidence.LIKELY,
                                "No failure in the input, and requests of order 0 to 3 would succeed in every zone."),
                        new Node(
                                Optional.of("worker-7"),
                                Optional.of("6.12.48"),
                                Optional.of("Debian GNU/Linux 12 (bookworm)"),
                                Optional.of("x86_64"),
                                Optional.empty(),
                                OptionalLong.of(8L << 30),
                                OptionalInt.of(1),
                                Map.of("containerd", "1.7.22", "kubelet", "v1.31.2")),
                        List.of(),
                        List.of(
                                new Finding(
                                        "free-lists",
                                        Status.CLEAR,
                                        Severity.INFO,
                                        "Blocks of order 0 to 3 are there",
                                        "104,653 suitable blocks of order 3 and larger in Normal.",
                                        List.of(cite),
                                        Optional.empty())),
                        List.of(),
                        Optional.of(
                                new Memory(
                                        zones,
                                        Map.of("total", 8L << 30, "free", 5L << 30),
                                        Optional.of("2026-06-01T10:00:00Z"),
                                        Optional.empty(),
                                        4096,
                                        Optional.of(cite))),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of()),
                List.of(),
                List.of());
    }

    /// An error of the runtime alone: the kernel log is not there.
    public static Diagnosis inconclusive() {
        var cite =
                new Cite(
                        "ticket.txt",
                        4,
                        "docker: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process"
                                + " caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown.");
        return new Diagnosis(
                new NodeDiagnosis(
                        new Verdict(
                                Cause.INCONCLUSIVE,
                                Confidence.POSSIBLE,
                                "The container's first process died before it reported its pid; the input does not hold the kernel log that says why."),
                        new Node(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                Map.of()),
                        List.of(
                                new Incident(
                                        "incident-1",
                                        Optional.empty(),
                                        Optional.empty(),
                                        1,
                                        OptionalLong.empty(),
                                        Optional.of(
                                                new Symptom(
                                                        "dockerd",
                                                        "getting the final child's pid from pipe caused: EOF",
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        cite)),
                                        Optional.empty(),
                                        List.of(
                                                new Step(
                                                        "symptom",
                                                        "docker could not create the container: getting the final child's pid from pipe caused: EOF.",
                                                        List.of(cite),
                                                        Optional.of("runc-init-eof"))),
                                        Cause.INCONCLUSIVE,
                                        Confidence.POSSIBLE)),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(
                                new Missing(
                                        "the kernel log of the same minute",
                                        "a failed allocation, a limit or a killed process is printed there",
                                        "dmesg -T | tail -200"),
                                new Missing(
                                        "the kernel's release",
                                        "the meaning of its messages depends on it",
                                        "uname -a"))),
                List.of(),
                List.of(
                        new Problem(
                                "ticket.txt",
                                OptionalInt.of(9),
                                "expected 11 block counts, found 7 (the line is cut)"),
                        new Problem("screenshot.png", OptionalInt.empty(), "not text; left out")));
    }

    /// Two nodes in one bundle: the sick one first, its log under the longest of paths.
    public static Diagnosis twoNodes() {
        var sick = incidentNode();
        return new Diagnosis(
                sick,
                List.of(sick, healthy().top()),
                List.of(
                        new Problem(
                                "examples/node-1/free-m.txt",
                                OptionalInt.of(4),
                                "expected a row of free, found \"total\"")));
    }

    /// Evidence by someone who wants the terminal, the reader's eye, or the secrets.
    public static Diagnosis hostile() {
        var esc = "\u001b";
        var cite =
                new Cite(
                        "up\u202egpj.load/" + "very-long-folder-name/".repeat(8) + "messages|x",
                        7,
                        "kernel: "
                                + esc
                                + "[2J"
                                + esc
                                + "]0;owned\u0007 page allocation failure <script>alert(1)</script> @everyone"
                                + " password=hunter2 --token abcdef.0123456789abcdef Authorization: Bearer eyJhbGciOi.J9eyJzdWIi.xyz"
                                + " https://bob:secret@registry.example/v2 AKIAIOSFODNN7EXAMPLE | `rm -rf /` [click](https://evil.example)");
        var message =
                "\u009b31mred "
                        + esc
                        + "[31m 容器创建失败：无法分配内存 e\u0301 <img src=x onerror=alert(1)> [a](javascript:alert(1)) #1 fixes #2";
        return new Diagnosis(
                new NodeDiagnosis(
                        new Verdict(
                                Cause.MEMORY_EXHAUSTED,
                                Confidence.CERTAIN,
                                "Every zone is out; " + message),
                        new Node(
                                Optional.of("node" + esc + "[31m\n<b>"),
                                Optional.of("6.1.0-\u202e18"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                Map.of("runc", "1.1|`x`")),
                        List.of(
                                new Incident(
                                        "incident-1",
                                        Optional.of("2026-06-08T11:04:35Z"),
                                        Optional.of("2026-06-08T11:14:35Z"),
                                        12,
                                        OptionalLong.of(340),
                                        Optional.of(
                                                new Symptom(
                                                        "kubelet",
                                                        message,
                                                        Optional.of("pod|`x`<b>"),
                                                        Optional.of("ns" + esc),
                                                        Optional.empty(),
                                                        cite)),
                                        Optional.of(
                                                new Failure(
                                                        Optional.of("evil" + esc + "[5m"),
                                                        OptionalInt.of(1),
                                                        OptionalInt.of(0),
                                                        OptionalInt.of(0),
                                                        OptionalLong.of(4096),
                                                        Optional.of("0xcc0"),
                                                        List.of("GFP_KERNEL"),
                                                        Optional.of("<script>"),
                                                        List.of("a|b", "c`d"),
                                                        Optional.empty(),
                                                        Optional.of("(null)"),
                                                        Optional.of("/"),
                                                        cite)),
                                        List.of(
                                                new Step(
                                                        "symptom",
                                                        message,
                                                        List.of(cite),
                                                        Optional.empty()),
                                                new Step(
                                                        "cause",
                                                        "a | b ` c " + "wordwithoutend".repeat(30),
                                                        List.of(cite),
                                                        Optional.empty())),
                                        Cause.MEMORY_EXHAUSTED,
                                        Confidence.CERTAIN)),
                        List.of(),
                        List.of(
                                new RuledOut(
                                        Optional.empty(),
                                        Optional.of("|`<i>" + esc),
                                        message,
                                        List.of(cite),
                                        Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new Remedy(
                                        "free-memory",
                                        "Free memory",
                                        Kind.STOP_GAP,
                                        "echo one\necho '```' two",
                                        Persistence.ONCE,
                                        Risk.HIGH,
                                        "room",
                                        Optional.empty(),
                                        "none is left",
                                        Optional.empty())),
                        Optional.empty(),
                        List.of()),
                List.of(),
                List.of(
                        new Problem(
                                "x" + esc + "[0m",
                                OptionalInt.of(1),
                                "found \"" + esc + "[31m\"")));
    }

    private static Cite cite(int line, String text) {
        return new Cite(LOG, line, text);
    }

    private static Optional<UsableFor> usable(String verdict, String reason) {
        return Optional.of(new UsableFor(6, verdict, reason));
    }

    private static Memory memory(
            String path,
            Optional<Boolean> matches,
            Optional<UsableFor> normal,
            FreeLists... lists) {
        var zones = new java.util.ArrayList<Memory.Zone>();
        for (int i = 0; i < lists.length; i++) {
            var cite =
                    Optional.of(
                            new Cite(
                                    path,
                                    i + 1,
                                    "Node " + lists[i].node() + ", zone " + lists[i].zone()));
            var usable = lists[i].zone().equals("Normal") ? normal : Optional.<UsableFor>empty();
            zones.add(lists[i].zone(usable, cite));
        }
        return new Memory(
                zones, Map.of(), Optional.empty(), matches, 4096, zones.getFirst().cite());
    }
}
