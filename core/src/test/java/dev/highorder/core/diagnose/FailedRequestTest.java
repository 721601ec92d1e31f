/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedRequestTest {

    private static Optional<FailedRequest> of(Object text) {
        NodeEvidence node = Evidence.node(text);
        return FailedRequest.of(node.all(KernelEvent.class).getFirst(), node);
    }

    @Test
    void a_refused_allocation_is_one_with_its_mask_its_nodes_and_its_stack() {
        FailedRequest request =
                of(Report.refused(3, "0x40a20(GFP_ATOMIC|__GFP_COMP)", "0", "0-1")
                                .comm("ksoftirqd/1")
                                .stack("__alloc_pages", "page_frag_alloc"))
                        .orElseThrow();

        assertThat(request.order()).isEqualTo(3);
        assertThat(request.flags().orElseThrow().printed())
                .containsExactly("GFP_ATOMIC", "__GFP_COMP");
        assertThat(request.comm()).isEqualTo("ksoftirqd/1");
        assertThat(request.nodemask()).contains("0");
        assertThat(request.memsAllowed()).contains("0-1");
        assertThat(request.stack()).isPresent();
        assertThat(request.cite().line()).isEqualTo(1);
    }

    @Test
    void an_order_that_no_kernel_has_is_garbage() {
        assertThat(of(Report.refused(30, "0xcc0(GFP_KERNEL)"))).isPresent();
        assertThat(of(Report.refused(31, "0xcc0(GFP_KERNEL)"))).isEmpty();
        assertThat(of(Report.refused(63, "0xcc0(GFP_KERNEL)"))).isEmpty();
    }

    @Test
    void an_oom_kill_of_the_machine_is_one_but_not_of_a_cgroup_nor_of_a_page_fault() {
        FailedRequest request =
                of(Report.oom(2, "0xcc0(GFP_KERNEL)", "CONSTRAINT_NONE", "0-1")).orElseThrow();

        assertThat(request.order()).isEqualTo(2);
        assertThat(request.comm()).isEqualTo("stress");
        assertThat(request.memsAllowed()).contains("0-1");
        assertThat(of(Report.oom(0, "0xcc0(GFP_KERNEL)", "CONSTRAINT_MEMCG", "0"))).isEmpty();
        assertThat(of(Report.oom(0, "0x0()", "CONSTRAINT_NONE", "0"))).isEmpty();
        assertThat(
                        of(
                                "[1.000000] Out of memory: Killed process 4243 (stress) total-vm:1kB, anon-rss:1kB, file-rss:0kB,"
                                        + " shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0\n"))
                .isEmpty();
    }

    @Test
    void vmalloc_that_got_no_pages_is_one_of_single_pages() {
        assertThat(
                        of("[1.000000] modprobe: vmalloc: allocation failure: 8392704 bytes,"
                                        + " mode:0x6000c0(GFP_KERNEL), nodemask=(null)\n")
                                .orElseThrow()
                                .order())
                .isZero();
        assertThat(
                        of(
                                "[1.000000] vmap allocation for size 8392704 failed: use vmalloc=<size> to increase size\n"))
                .isEmpty();
    }

    @Test
    void a_slab_failure_is_one_of_the_caches_least_order() {
        String text =
                """
                [1.000000] SLUB: Unable to allocate memory on node 1, gfp=0xa20(GFP_ATOMIC)
                [1.000001]   cache: skbuff_head_cache, object size: 232, buffer size: 256, default order: 2, min order: 1
                [1.000002]   node 0: slabs: 10, objs: 320, free: 0
                """;

        FailedRequest request = of(text).orElseThrow();

        assertThat(request.order()).isEqualTo(1);
        assertThat(request.nodemask()).contains("1");
        assertThat(request.flags().map(GfpFlags::directReclaim)).contains(false);
        assertThat(of(text.replace("node 1,", "node -1,")).orElseThrow().nodemask()).isEmpty();
        assertThat(of(text.replace("min order: 1", "")).map(FailedRequest::order)).isEmpty();
        assertThat(of(text.replace("skbuff_head_cache", "skbuff_head_cache(12:pod1)"))).isEmpty();
    }

    @Test
    void XFS_says_how_many_bytes_it_waits_for() {
        String text =
                "[1.000000] XFS: nginx(2514) possible memory allocation deadlock size 50184 in kmem_alloc (mode:0x250)\n";

        assertThat(of(text).orElseThrow().order()).isEqualTo(4);
        assertThat(of(text).orElseThrow().comm()).isEqualTo("nginx");
        assertThat(of(text.replace("size 50184 ", ""))).isEmpty();
        assertThat(of(text.replace("50184", "9999999999999999"))).isEmpty();
        assertThat(of(text.replace("0x250", "0x")).orElseThrow().flags()).isEmpty();
        assertThat(of(text.replace("0x250", "0x25#")).orElseThrow().flags()).isEmpty();
        NodeEvidence el7 = Evidence.node(text, "3.10.0-1160.49.1.el7.x86_64");
        assertThat(
                        FailedRequest.of(el7.all(KernelEvent.class).getFirst(), el7)
                                .orElseThrow()
                                .flags()
                                .orElseThrow()
                                .printed())
                .containsExactly("GFP_NOFS", "__GFP_NOWARN");
    }

    @Test
    void other_messages_are_none() {
        assertThat(of("[1.000000] nf_conntrack: table full, dropping packet\n")).isEmpty();
    }
}
