/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequesterTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "3.10 memcg array|dump_stack warn_alloc_failed __alloc_pages_slowpath __alloc_pages_nodemask alloc_pages_current __get_free_pages kmalloc_order_trace __kmalloc memcg_register_cache kmem_cache_create_memcg kmem_cache_create nf_conntrack_init_net ops_init|nf_conntrack_init_net|memcg_register_cache|WARN_ALLOC",
                "1062 memcg array|dump_stack warn_alloc_failed __alloc_pages_nodemask alloc_pages_current kmalloc_order kmalloc_order_trace __kmalloc memcg_alloc_cache_params do_kmem_cache_create kmem_cache_create nf_conntrack_init_net|nf_conntrack_init_net|memcg_alloc_cache_params|WARN_ALLOC",
                "error path|dump_stack kmem_cache_create nf_conntrack_init_net ops_init|nf_conntrack_init_net|-|CACHE",
                "2.6.32, all marked|?__alloc_pages_nodemask ?kmem_getpages ?fallback_alloc ?____cache_alloc_node ?kmem_cache_alloc ?sk_prot_alloc ?sk_clone|sk_prot_alloc|sk_prot_alloc|PAGE",
                "4.9, all marked, with a stale one between|?dump_stack ?warn_alloc ?__alloc_pages_slowpath ?cpumask_next ?__alloc_pages_nodemask ?__alloc_page_frag ?__napi_alloc_skb ?be_poll_rx|be_poll_rx|__alloc_page_frag|WARN_ALLOC",
                "doubtful frames do not count|dump_stack_lvl warn_alloc ?srso_return_thunk __alloc_pages_slowpath ?stale __alloc_pages __kmalloc_large_node __kmalloc ?mhi_map_single mhi_prepare_channel|mhi_prepare_channel|mhi_prepare_channel|WARN_ALLOC",
                "page fragments|dump_stack warn_alloc __alloc_pages_nodemask page_frag_alloc __napi_alloc_skb page_to_skb receive_buf|page_to_skb|page_frag_alloc|WARN_ALLOC",
                "6.17|show_stack dump_stack_lvl dump_stack warn_alloc __alloc_pages_slowpath __alloc_frozen_pages alloc_pages_mpol ___kmalloc_large_node __kmalloc_large bch2_dev_journal_init|bch2_dev_journal_init|bch2_dev_journal_init|WARN_ALLOC",
                "6.19 sheaves|dump_stack_lvl warn_alloc __alloc_frozen_pages allocate_slab refill_objects __pcs_replace_empty_main kmem_cache_alloc alloc_extent_state|alloc_extent_state|alloc_extent_state|WARN_ALLOC",
                "dma is a requester|dump_stack_lvl warn_alloc __alloc_pages __dma_direct_alloc_pages dma_direct_alloc|__dma_direct_alloc_pages|__dma_direct_alloc_pages|WARN_ALLOC",
                "list_lru arrays|dump_stack warn_alloc_failed __alloc_pages_nodemask kmalloc_order __kmalloc memcg_update_all_list_lrus mem_cgroup_css_alloc|memcg_update_all_list_lrus|memcg_update_all_list_lrus|WARN_ALLOC",
                "memcg caches|dump_stack warn_alloc_failed __kmalloc memcg_update_cache_size memcg_update_all_caches mem_cgroup_css_online|mem_cgroup_css_online|memcg_update_cache_size|WARN_ALLOC",
                "oom|dump_stack dump_header oom_kill_process out_of_memory __alloc_pages_slowpath __alloc_pages_nodemask pipe_write|pipe_write|pipe_write|OOM",
                "memcg oom|dump_stack dump_header oom_kill_process out_of_memory mem_cgroup_out_of_memory try_charge mem_cgroup_try_charge __add_to_page_cache_locked|__add_to_page_cache_locked|__add_to_page_cache_locked|OOM",
                "vmalloc|dump_stack_lvl warn_alloc __vmalloc_node_range __vmalloc_node kvmalloc_node amdgpu_bo_create|amdgpu_bo_create|amdgpu_bo_create|WARN_ALLOC",
                "fault injection|__dump_stack dump_stack_lvl fail_dump should_fail should_failslab slab_pre_alloc_hook slab_alloc_node kmem_cache_alloc kmem_cache_zalloc __kernfs_new_node|__kernfs_new_node|__kernfs_new_node|FAULT_INJECTION",
                "no symbols|0xffffffff81000010 0xffffffff81000020|-|-|-",
                "buffers are not pages|dump_stack warn_alloc __alloc_pages alloc_page_buffers|alloc_page_buffers|alloc_page_buffers|WARN_ALLOC",
            })
    void theRequesterAndTheCallSiteAreFound(
            String name, String frames, String requester, String callSite, FrameLayer printer) {
        StackDump stack = stack(frames);
        assertThat(Requester.requester(stack).map(StackFrame::function))
                .isEqualTo(Optional.ofNullable(requester));
        assertThat(Requester.callSite(stack).map(StackFrame::function))
                .isEqualTo(Optional.ofNullable(callSite));
        assertThat(Requester.printer(stack.frames())).isEqualTo(Optional.ofNullable(printer));
    }

    private static StackDump stack(String names) {
        Cite cite = new Cite("log", 1, "");
        List<StackFrame> frames = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            boolean reliable = !name.startsWith("?");
            frames.add(new StackFrame(reliable ? name : name.substring(1), "", reliable, cite));
        }
        return new StackDump(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                frames,
                cite);
    }
}
