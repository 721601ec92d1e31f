/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.explain.Explanation.Candidate;
import dev.highorder.core.explain.Explanation.Kind;
import dev.highorder.core.model.KernelRelease;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {

    private static final String RHEL7 = "3.10.0-1160.49.1.el7.x86_64";

    private static Explanation explain(String text) {
        return explain(text, "");
    }

    private static Explanation explain(String text, String release) {
        return Explain.explain(List.of(text), KernelRelease.parse(release)).getFirst();
    }

    private static String printed(Explanation e) {
        StringBuilder text = new StringBuilder(e.kind().word());
        e.kernel().ifPresent(kernel -> text.append(" kernel=").append(kernel));
        e.layout().ifPresent(layout -> text.append(" layout=").append(layout));
        e.mode().ifPresent(mode -> text.append(" mode=").append(mode));
        if (!e.gfp().isEmpty()) {
            text.append(" gfp=").append(String.join("|", e.gfp()));
        }
        e.sleeping().ifPresent(sleeping -> text.append(" sleeping=").append(sleeping));
        e.zone().ifPresent(zone -> text.append(" zone=").append(zone));
        e.migratetype().ifPresent(type -> text.append(" migratetype=").append(type));
        e.order().ifPresent(order -> text.append(" order=").append(order));
        e.bytes().ifPresent(bytes -> text.append(" bytes=").append(bytes));
        e.errno()
                .ifPresent(errno ->
                        text.append(" errno=")
                                .append(errno.number())
                                .append(' ')
                                .append(errno.name()));
        text.append('\n');
        for (String statement : e.statements()) {
            boolean page = statement.startsWith("KB-");
            text.append("- ")
                    .append(page ? statement.substring(0, statement.indexOf(':')) : statement)
                    .append('\n');
        }
        for (Candidate candidate : e.candidates()) {
            text.append("? ")
                    .append(candidate.kernels())
                    .append(": ")
                    .append(String.join("|", candidate.gfp()))
                    .append(candidate.reason().orElse(""))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void theHeadlineOfTheIncident() {
        assertThat(
                        printed(
                                explain(
                                        "runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0",
                                        "3.10.0-1160.49.1.el7.x86_64")))
                .isEqualTo(
                        """
                        headline kernel=3.10.0-1160.49.1.el7.x86_64 layout=L2R mode=0xc0d0 gfp=GFP_KERNEL|__GFP_COMP|__GFP_ZERO sleeping=true zone=Normal migratetype=Unmovable order=6 bytes=262144
                        - 0xc0d0 is GFP_KERNEL|__GFP_COMP|__GFP_ZERO on this kernel (layout L2R: RHEL 7 from 3.10.0-1062); the same bits mean other things elsewhere.
                        - Order 6 is 64 contiguous pages: 262,144 bytes (256 KiB) with 4 KiB pages.
                        - The caller wanted between 131,073 and 262,144 bytes: sizes are rounded up to a power of two pages.
                        - Above order 3 (PAGE_ALLOC_COSTLY_ORDER) the kernel tries once to reclaim and compact, then fails without killing anybody: one failure does not prove that memory stayed fragmented.
                        - The request may sleep: before it fails the kernel reclaims memory for it.
                        - For an order above 0 it may compact memory itself.
                        - Zones up to Normal can serve it; HighMem and Movable cannot.
                        - Its pages are unmovable: it may steal movable blocks, never CMA or isolated ones, and what it takes stays where it is.
                        - __GFP_COMP with __GFP_ZERO is what a kzalloc of more than two pages asks for.
                        """);
    }

    @Test
    void theErrorOfTheSlabLayer() {
        assertThat(
                        printed(
                                explain(
                                        "kmem_cache_create(nf_conntrack_48971) failed with error -12",
                                        "3.10.0-1160.49.1.el7.x86_64")))
                .isEqualTo(
                        """
                        message kernel=3.10.0-1160.49.1.el7.x86_64 errno=12 ENOMEM
                        - nf_conntrack_48971 counts network namespaces: 48,971 were created since nf_conntrack was loaded, failed attempts included.
                        - ENOMEM (12): cannot allocate memory.
                        - Many things end in it, few of them are a shortage: a high-order request that met fragmentation, a cgroup's limit, used-up memory cgroup ids (mkdir below /sys/fs/cgroup/memory), strict overcommit, vm.max_map_count, a memlock limit. The kernel log of the same second tells which; without a line there it was a limit, or a request that asked for silence (__GFP_NOWARN).
                        - KB-01 (likely)
                        """);
    }

    @Test
    void aMaskWithoutAKernel() {
        assertThat(printed(explain("0xc0d0", "")))
                .isEqualTo(
                        """
                        mode mode=0xc0d0 sleeping=true zone=Normal migratetype=Unmovable
                        - What this mask means depends on the kernel: 3 layouts make sense of it. Give the release with --kernel.
                        - All of them agree that it may sleep.
                        ? 2.6.32 (RHEL 6): GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        ? 3.10, RHEL 7 up to 3.10.0-514: GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        ? RHEL 7 from 3.10.0-1062: GFP_KERNEL|__GFP_COMP|__GFP_ZERO
                        ? 4.4: it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        ? 4.5 to 4.9: it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        ? 4.10 to 4.14: it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        ? 4.15, 4.16: it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        ? 4.18 to 5.0, RHEL 8: it would mean __GFP_IO (bit 0x40) without a reclaim bit
                        ? 5.2 to 5.13: it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        ? 5.14, 5.15, RHEL 9: it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        ? 6.1: it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        ? 6.6: it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        ? 6.12 and later: it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM
                        """);
    }

    @Test
    void anAtomicHeadlineWithNames() {
        assertThat(
                        printed(
                                explain(
                                        "ksoftirqd/3: page allocation failure: order:0, mode:0x480020(GFP_ATOMIC), nodemask=(null)",
                                        "4.19.0")))
                .isEqualTo(
                        """
                        headline kernel=4.19.0 layout=L7 mode=0x480020 gfp=GFP_ATOMIC sleeping=false zone=Normal migratetype=Unmovable order=0 bytes=4096
                        - 0x480020 is GFP_ATOMIC on this kernel (layout L7: 4.18 to 5.0, RHEL 8); the same bits mean other things elsewhere.
                        - Order 0 is one page: 4 KiB, or 64 KiB on kernels with large pages.
                        - No single page can be a matter of fragmentation: it fails for want of free memory in the zones it may use, or of the right to use what is free.
                        - The request may not sleep: no reclaim, no compaction, no second try. When it fails, the free memory was at the reserve in that instant, which often lasts milliseconds only.
                        - It may use five eighths of the min watermark's reserve, and the blocks kept for atomic requests.
                        - Zones up to Normal can serve it; HighMem and Movable cannot.
                        - Its pages are unmovable: it may steal movable blocks, never CMA or isolated ones, and what it takes stays where it is.
                        - KB-06 (possible)
                        """);
    }

    @Test
    void anOrderAlone() {
        assertThat(printed(explain("order:6", "")))
                .isEqualTo(
                        """
                        order order=6 bytes=262144
                        - Order 6 is 64 contiguous pages: 262,144 bytes (256 KiB) with 4 KiB pages.
                        - The caller wanted between 131,073 and 262,144 bytes: sizes are rounded up to a power of two pages.
                        - Above order 3 (PAGE_ALLOC_COSTLY_ORDER) the kernel tries once to reclaim and compact, then fails without killing anybody: one failure does not prove that memory stayed fragmented.
                        """);
    }

    @Test
    void aRowOfBuddyinfo() {
        assertThat(
                        printed(
                                explain(
                                        "Node 0, zone   Normal   2856   1703   1329    243     61      0      0      0      0      0      0",
                                        "")))
                .isEqualTo(
                        """
                        buddyinfo zone=Normal
                        - Node 0 Normal: 56.6 MiB free in 6,192 blocks; single pages are 19.7 % of it by size.
                        - Suitable blocks by order: 0 → 14,498, 1 → 5,821, 2 → 2,059, 3 → 365, 4 → 61, 5 → 0, 6 → 0, 7 → 0, 8 → 0, 9 → 0, 10 → 0. A larger block counts as several.
                        - The largest free block is of order 4 (64 KiB). Zeros at the highest orders are ordinary where huge pages are in use.
                        - buddyinfo shows neither watermarks nor which lists blocks stand on, and only this moment: with a failure, the Mem-Info of the kernel log counts, not a snapshot taken later.
                        """);
    }

    @Test
    void theErrorOfTheKubelet() {
        assertThat(
                        printed(
                                explain(
                                        "RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown",
                                        "")))
                .isEqualTo(
                        """
                        message
                        - runc waits for its first child (runc:[1:CHILD]) to enter the namespaces. EOF means that the child died before it could report: the reason is in the kernel log of the same second, often a failed allocation in unshare or copy_net_ns, a pids limit, or an OOM kill.
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "0xc0d0, MODE",
        "mode:0xc0d0, MODE",
        "gfp_mask=0x280da, MODE",
        "GFP_KERNEL|__GFP_ZERO, MODE",
        "GFP_ATOMIC, MODE",
        "order:6, ORDER",
        "order 6, ORDER",
        "order=6, ORDER",
        "6, ORDER",
        "-12, ERRNO",
        "12, ERRNO",
        "errno 12, ERRNO",
        "error -12, ERRNO",
        "ENOMEM, ERRNO",
        "cannot allocate memory, ERRNO",
        "'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0', HEADLINE",
        "'swapper/0: page allocation failure. order:0, mode:0x20', HEADLINE",
        "'ib0: page allocation failure: order:5, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0', HEADLINE",
        "'SLUB: Unable to allocate memory on node -1 (gfp=0x8020)', HEADLINE",
        "kmem_cache_create+0x187/0x1b0, STACK",
        "'mkdir /sys/fs/cgroup/memory/x: no space left on device', MESSAGE",
        "'nf_conntrack: table full, dropping packet', MESSAGE",
        "hello, MESSAGE",
        "'', MESSAGE",
    })
    void knowsWhatATextIs(String text, Kind kind) {
        assertThat(explain(text).kind()).isEqualTo(kind);
    }

    @Test
    void aMaskWithoutAKernelHasCandidatesAndNoDecode() {
        Explanation mask = explain("0x14000c0");
        assertThat(mask.gfp()).isEmpty();
        assertThat(mask.layout()).isEmpty();
        assertThat(mask.candidates()).hasSize(13);
        assertThat(mask.candidates())
                .filteredOn(candidate -> candidate.reason().isEmpty())
                .extracting(Candidate::kernels)
                .containsExactly("4.10 to 4.14", "4.15, 4.16");
        assertThat(mask.sleeping()).contains(true);
        assertThat(explain("0x20", "2.4.18").candidates()).hasSize(13);
        assertThat(explain("0x10c0d0", "3.10.0-862.el7").candidates())
                .extracting(Candidate::kernels)
                .containsExactly("3.10, RHEL 7 up to 3.10.0-514", "RHEL 7 from 3.10.0-1062");
        assertThat(explain("0xffffffffffffffff").statements())
                .contains("No kernel known here would print this mask.");
    }

    @Test
    void theReleaseInTheTextIsUsed() {
        String text =
                """
                mount: page allocation failure: order:4, mode:0x40d0
                CPU: 1 PID: 812 Comm: mount Not tainted 3.10.0-1160.el7.x86_64 #1
                Call Trace:
                 [<ffffffff81685fac>] dump_stack+0x19/0x1b
                 [<ffffffff81184fe0>] warn_alloc_failed+0x110/0x180
                 [<ffffffff81189a5b>] __alloc_pages_nodemask+0x9bb/0xbb0
                 [<ffffffff811cd9b8>] alloc_pages_current+0xa8/0x110
                 [<ffffffff811842ae>] __get_free_pages+0xe/0x50
                 [<ffffffff8119f8ee>] kmalloc_order_trace+0x2e/0xa0
                 [<ffffffff811d8a1e>] __kmalloc+0x22e/0x240
                 [<ffffffff811dcd41>] memcg_alloc_cache_params+0x81/0xb0
                 [<ffffffff811a1234>] do_kmem_cache_create+0x74/0xf0
                 [<ffffffff811a1342>] kmem_cache_create+0x102/0x1b0
                 [<ffffffffc02e3de0>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]
                """;
        Explanation explained = explain(text);
        assertThat(explained.kind()).isEqualTo(Kind.HEADLINE);
        assertThat(explained.kernel()).contains("3.10.0-1160.el7.x86_64");
        assertThat(explained.gfp()).containsExactly("GFP_KERNEL", "__GFP_COMP");
        assertThat(explained.statements())
                .contains(
                        "The stack is the page allocator's own: it shows the request that failed.",
                        "memcg_alloc_cache_params asked for the memory.",
                        "The requester, outside of the allocators, is nf_conntrack_init_net (module nf_conntrack).",
                        "At this call site order 4 means that between 3,071 and 6,142 kernel-accounted memory cgroups"
                                + " existed at once (KB-01). A node has hundreds of real ones: the others leaked.");
        assertThat(explain(text, "3.10.0-514.el7.x86_64").kernel())
                .contains("3.10.0-514.el7.x86_64");
    }

    @Test
    void theSizeOfAVethsQueuesTellsTheCpus() {
        String text =
                """
                dockerd: page allocation failure: order:5, mode:0x40dc0(GFP_KERNEL|__GFP_ZERO|__GFP_COMP)
                 warn_alloc+0x1/0x2
                 __alloc_pages+0x1/0x2
                 __kmalloc+0x1/0x2
                 veth_alloc_queues+0x1/0x2 [veth]
                 veth_dev_init+0x1/0x2 [veth]
                """;
        assertThat(explain(text, "5.15.0").statements())
                .contains(
                        "At this call site order 5 means about 79 to 157 receive queues of a veth device, one for each"
                                + " possible CPU (KB-48).");
    }

    @Test
    void aMaskThatMakesNoSenseOnTheGivenKernelIsDoubted() {
        assertThat(explain("0xc0d0", "6.1.0").statements())
                .contains(
                        "Nobody asks for that (it would mean __GFP_NOFAIL (bit 0x8000) without DIRECT_RECLAIM): was it"
                                + " another kernel that printed the mask?");
        assertThat(explain("0xd0", "3.16.0-4-amd64").statements().getFirst())
                .endsWith("That this release uses this layout is not verified.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0x6000c0; 4.18.0-240.el8; true; Normal; Unmovable",
                "0x20; 3.10.0; false; Normal; Unmovable",
                "0x100cca; 5.10.0; true; Movable; Movable",
                "0xc04; 6.1.0; true; DMA32; Unmovable",
                "0xcc1; 6.1.0; true; DMA; Unmovable",
                "0xcd0; 6.1.0; true; Normal; Reclaimable",
                "0x100cc2; 6.1.0; true; HighMem; Unmovable",
            })
    void fillsWhatAMaskDecides(
            String mask, String release, boolean sleeping, String zone, String type) {
        Explanation explained = explain(mask, release);
        assertThat(explained.sleeping()).contains(sleeping);
        assertThat(explained.zone()).contains(zone);
        assertThat(explained.migratetype()).contains(type);
        assertThat(explained.mode()).contains(mask);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x",
                "0xg",
                "mode:",
                "order:",
                "order:99999999999",
                "errno",
                "-",
                "-99999999999",
                "Node 0, zone",
                "[<ffff",
                "+0x1",
                "GFP_",
                "0x11111111111111111111",
                "\u0000\n\n",
                "mode:0x1(",
                "order:6, mode:0xc0d0(GFP_KERNEL",
                "error error error",
                "(null)"
            })
    void neverThrowsOnContent(String text) {
        assertThat(explain(text).input()).isEqualTo(text);
        assertThat(explain(text, RHEL7).statements()).isNotEmpty();
    }

    @Test
    void rowsOfSeveralZonesAreExplainedOneByOne() {
        Explanation rows =
                explain(
                        """
                        Node 0, zone      DMA      0      1      0      1
                        Node 0, zone   Normal    100      0      0      0
                        """);
        assertThat(rows.zone()).isEmpty();
        assertThat(rows.statements()).hasSize(6);
        Explanation asked = explain("order 2\nNode 0, zone   Normal    100      0      0      0\n");
        assertThat(asked.order()).hasValue(2);
        assertThat(asked.statements().get(1))
                .isEqualTo(
                        "No block of order 2 or above is free; extfrag index 740 of 1000: fragmentation, not shortage."
                                + " Unusable for it: 100.0 % of the free memory.");
        Explanation small = explain("order 3 Node 0, zone   Normal    1      0      0      0");
        assertThat(small.kind()).isIn(Kind.BUDDYINFO, Kind.ORDER);
    }

    @Test
    void joinedFramesAreAStack() {
        Explanation stack =
                explain(
                        "dump_stack+0x19/0x1b ? show_stack+0x1/0x2 kmem_cache_create+0x187/0x1b0"
                                + " nf_conntrack_init_net+0x100/0x270 [nf_conntrack] ops_init+0x44/0x150");
        assertThat(stack.kind()).isEqualTo(Kind.STACK);
        assertThat(stack.statements())
                .startsWith(
                        "The stack was printed by the slab layer on its error path: the request that failed had returned"
                                + " already and is not in it.",
                        "The requester, outside of the allocators, is nf_conntrack_init_net (module nf_conntrack).");
    }

    @Test
    void eachTextIsOneItemInOrder() {
        assertThat(Explain.explain(List.of("order 1", "-12"), Optional.empty()))
                .extracting(Explanation::kind)
                .containsExactly(Kind.ORDER, Kind.ERRNO);
        assertThat(Explain.explain(List.of(), Optional.empty())).isEmpty();
    }

    @Test
    void numbersAreSpelledForPeople() {
        assertThat(Amount.of(-1234567)).isEqualTo("-1,234,567");
        assertThat(Amount.of(999)).isEqualTo("999");
        assertThat(Amount.bytes(512)).isEqualTo("512 bytes");
        assertThat(Amount.bytes(4096)).isEqualTo("4 KiB");
        assertThat(Amount.bytes(4L << 20)).isEqualTo("4 MiB");
        assertThat(Amount.bytes(3087030L * 4096)).isEqualTo("12,058.7 MiB");
    }
}
