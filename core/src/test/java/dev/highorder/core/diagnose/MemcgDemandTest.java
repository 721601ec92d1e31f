/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.buddy.Bounds;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.incident.NodeEvidence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemcgDemandTest {

    private static final String EL7 = "3.10.0-1160.49.1.el7.x86_64";

    private static Optional<MemcgDemand> of(Object text, String release) {
        NodeEvidence node = Evidence.node(text, release);
        Judged judged = Evidence.judged(node);
        return MemcgDemand.of(judged.examination());
    }

    private static Report shown(int order, String function) {
        return Report.refusedByNumber(order, "0xc0d0")
                .comm("runc:[1:CHILD]")
                .release(EL7)
                .bareStack(
                        "dump_stack",
                        "warn_alloc_failed",
                        "__alloc_pages_nodemask",
                        "__kmalloc",
                        function,
                        "kmem_cache_create",
                        "nf_conntrack_init_net")
                .withoutMemInfo();
    }

    private static String inferred(int order, String mode, String comm) {
        return Report.refusedByNumber(order, mode).comm("runc:[1:CHILD]").withoutMemInfo()
                + Report.headed("kmem_cache_create(nf_conntrack_48971) failed with error -12")
                        .comm(comm)
                        .release(EL7)
                        .bareStack(
                                "dump_stack",
                                "kmem_cache_create",
                                "nf_conntrack_init_net",
                                "copy_net_ns")
                        .withoutMemInfo()
                        .dmesg(5_000);
    }

    @Test
    void the_allocators_own_stack_shows_the_call_site_and_the_order_the_count() {
        MemcgDemand demand = of(shown(6, "memcg_alloc_cache_params"), EL7).orElseThrow();

        assertThat(demand.shown()).isTrue();
        assertThat(demand.callSite()).isEqualTo("memcg_alloc_cache_params");
        assertThat(demand.memcgs()).contains(new Bounds(12_287, 24_574));
        assertThat(demand.order()).hasValue(6);
        assertThat(demand.listLru()).isFalse();
        assertThat(demand.cites()).hasSize(2);
    }

    @Test
    void every_function_that_sizes_the_array_is_known() {
        for (String function :
                new String[] {
                    "memcg_register_cache",
                    "memcg_update_cache_size",
                    "memcg_update_cache_params",
                    "memcg_update_all_caches",
                    "init_memcg_params"
                }) {
            assertThat(of(shown(5, function), EL7).orElseThrow().memcgs())
                    .contains(new Bounds(6_143, 12_286));
        }
        for (String function :
                new String[] {
                    "memcg_update_list_lru_node",
                    "memcg_update_list_lru",
                    "memcg_update_all_list_lrus",
                    "memcg_init_list_lru_node",
                    "memcg_init_list_lru"
                }) {
            assertThat(of(shown(5, function), EL7).orElseThrow().listLru()).isTrue();
        }
        assertThat(of(shown(5, "xfs_alloc"), EL7)).isEmpty();
    }

    @Test
    void kernels_without_such_an_array_have_no_such_demand() {
        Report stack = shown(6, "memcg_alloc_cache_params");

        assertThat(of(stack.release("4.14.67"), "4.14.67")).isEmpty();
        assertThat(of(stack.release("3.7.10"), "3.7.10")).isEmpty();
        assertThat(of(stack.release("4.9.0"), "4.9.0")).isPresent();
        assertThat(of(stack.release("3.8.1"), "3.8.1")).isPresent();
    }

    @Test
    void the_error_path_of_the_slab_layer_lets_the_call_site_be_inferred() {
        MemcgDemand demand = of(inferred(6, "0xc0d0", "runc:[1:CHILD]"), EL7).orElseThrow();

        assertThat(demand.shown()).isFalse();
        assertThat(demand.callSite()).isEqualTo("memcg_alloc_cache_params");
        assertThat(demand.memcgs()).contains(new Bounds(12_287, 24_574));
        assertThat(demand.cites()).extracting(cite -> cite.line()).containsExactly(1, 2, 3);
    }

    @Test
    void another_mask_another_task_or_a_small_order_is_another_request() {
        assertThat(of(inferred(6, "0x20", "runc:[1:CHILD]"), EL7)).isEmpty();
        assertThat(of(inferred(6, "0x40d0", "runc:[1:CHILD]"), EL7)).isEmpty();
        assertThat(of(inferred(6, "0x80d0", "runc:[1:CHILD]"), EL7)).isEmpty();
        assertThat(of(inferred(6, "0xc0d0", "modprobe"), EL7)).isEmpty();
        assertThat(of(inferred(1, "0xc0d0", "runc:[1:CHILD]"), EL7)).isEmpty();
        assertThat(of(inferred(2, "0xc0d0", "runc:[1:CHILD]"), EL7)).isPresent();
    }

    @Test
    void the_error_alone_tells_of_the_array_but_not_how_long_it_is() {
        Report alone =
                Report.headed("kmem_cache_create(nf_conntrack_48971) failed with error -12")
                        .comm("runc")
                        .release(EL7)
                        .bareStack("dump_stack", "kmem_cache_create", "nf_conntrack_init_net")
                        .withoutMemInfo();

        MemcgDemand demand = of(alone, EL7).orElseThrow();

        assertThat(demand.memcgs()).isEmpty();
        assertThat(demand.order()).isEmpty();
        assertThat(of(alone.release("4.9.0"), "4.9.0")).isEmpty();
        assertThat(
                        of(
                                Report.headed("kmem_cache_create(x) failed with error -22")
                                        .release(EL7)
                                        .bareStack("dump_stack", "kmem_cache_create", "x_init")
                                        .withoutMemInfo(),
                                EL7))
                .isEmpty();
    }

    @Test
    void the_conntrack_message_alone_does_so_where_each_namespace_has_a_cache() {
        String text = "[1.000000] Unable to create nf_conn slab cache\n";

        assertThat(of(text, EL7)).isPresent();
        assertThat(of(text, "")).isPresent();
        assertThat(of(text, "4.9.0")).isEmpty();
    }

    @Test
    void on_pages_of_64_KiB_an_order_is_a_larger_array() {
        Report large =
                Report.refused(2, "0x140c0c0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO)")
                        .release("4.9.0")
                        .stack("__alloc_pages_nodemask", "memcg_alloc_cache_params")
                        .zone(ReportZone.normal().blocks(0, 100, "U"));
        String text = large.toString();

        assertThat(of(text, "4.9.0").orElseThrow().memcgs())
                .isNotEqualTo(of(text.replace("*4kB", "*64kB"), "4.9.0").orElseThrow().memcgs());
    }
}
