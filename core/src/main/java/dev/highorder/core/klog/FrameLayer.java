/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

/// The part of the kernel a function belongs to, as far as telling a requester from the allocator needs it. By name, with what
/// kernels 2.6.32 to 6.18 call these functions (mm/page_alloc.c, mm/mempolicy.c, mm/slab.c, mm/slub.c, mm/slab_common.c,
/// mm/memcontrol.c, mm/vmalloc.c, mm/util.c, net/core/skbuff.c). DMA mapping, page cache and page tables are requesters: they are
/// outside of the allocators.
public enum FrameLayer {
    /// Prints the stack: dump_stack and what each architecture calls it, and the path of WARN.
    PRINTER(
            "dump_stack __dump_stack show_stack __show_stack dump_backtrace unwind_backtrace walk_stackframe show_trace"
                    + " dump_trace show_regs __warn warn_slowpath report_bug fixup_bug handle_bug bug_handler brk_handler"
                    + " do_error_trap do_invalid_op invalid_op exc_invalid_op asm_exc_invalid_op"),
    /// The printer of a failed allocation: `warn_alloc`, `warn_alloc_failed`.
    WARN_ALLOC("warn_alloc"),
    PANIC("panic= vpanic= nmi_panic"),
    FAULT_INJECTION("should_fail __should_fail fail_dump"),
    OOM(
            "dump_header= oom_kill_process __oom_kill_process out_of_memory __out_of_memory pagefault_out_of_memory"
                    + " mem_cgroup_out_of_memory mem_cgroup_oom mem_cgroup_handle_oom check_panic_on_oom"),
    /// Charges pages to a cgroup on behalf of the page or slab allocator.
    CHARGE(
            "try_charge __try_charge charge_memcg mem_cgroup_charge __mem_cgroup_charge mem_cgroup_try_charge"
                    + " __mem_cgroup_try_charge mem_cgroup_do_charge mem_cgroup_newpage_charge mem_cgroup_cache_charge"
                    + " mem_cgroup_swapin_charge __memcg_kmem_charge memcg_kmem_charge memcg_charge __memcg_charge"
                    + " obj_cgroup_charge memcg_kmem_newpage_charge __memcg_kmem_newpage_charge"),
    PAGE(
            "__alloc_pages alloc_pages __alloc_page= alloc_page= alloc_page_interleave alloc_page_vma __alloc_frozen_pages"
                    + " alloc_frozen_pages get_page_from_freelist __get_free_page get_zeroed_page __folio_alloc folio_alloc="
                    + " folio_alloc_mpol vma_alloc_folio alloc_zeroed_user_highpage __rmqueue rmqueue"),
    /// kmalloc, the slab caches and their debugging hooks, and the wrappers of kmalloc that only copy (mm/util.c).
    SLAB(
            "kmalloc __kmalloc ___kmalloc __do_kmalloc kzalloc kcalloc krealloc __krealloc __do_krealloc kmem_cache_alloc"
                    + " __kmem_cache_alloc kmem_cache_zalloc kmem_cache_prefill slab_alloc __slab_alloc ___slab_alloc"
                    + " slab_pre_alloc slab_post_alloc new_slab allocate_slab alloc_slab_page alloc_slab_obj_exts"
                    + " cache_grow cache_alloc __cache_alloc ____cache_alloc fallback_alloc kmem_getpages alloc_slabmgmt"
                    + " refill_objects __refill_objects refill_sheaf __prefill_sheaf alloc_full_sheaf alloc_empty_sheaf"
                    + " __alloc_empty_sheaf __pcs_ alloc_from_pcs get_partial get_from_partial memcg_slab_post"
                    + " __memcg_slab_post memcg_alloc_slab kasan_ __kasan_ stack_depot_ __stack_depot_ kfence_ __kfence_"
                    + " kmemdup kvmemdup kstrdup kstrndup memdup_user vmemdup_user"),
    /// Creates, copies and resizes slab caches, and their arrays a memory cgroup each.
    CACHE(
            "kmem_cache_create __kmem_cache_create do_kmem_cache_create create_cache= memcg_alloc_cache_params"
                    + " memcg_register_cache memcg_create_kmem_cache memcg_create_cache memcg_kmem_create_cache"
                    + " memcg_update_cache memcg_update_all_caches memcg_kmem_get_cache __memcg_kmem_get_cache"
                    + " init_memcg_params update_memcg_params kmem_cache_dup create_boot_cache create_kmalloc_cache"
                    + " new_kmalloc_cache cache_random_seq_create init_cache_random_seq init_kmem_cache_node"
                    + " alloc_kmem_cache setup_cpu_cache do_tune_cpucache __do_tune_cpucache enable_cpucache"
                    + " alloc_arraycache sysfs_slab_add kmem_cache_init kmem_cache_open"),
    VMALLOC(
            "vmalloc __vmalloc vzalloc vmap= __vmap __get_vm_area get_vm_area alloc_vmap_area vm_area_alloc_pages kvmalloc"
                    + " __kvmalloc kvzalloc kvcalloc kvrealloc"),
    /// Allocates packet buffers and page fragments for a driver or protocol.
    SKB(
            "alloc_skb __alloc_skb napi_alloc_skb __napi_alloc_skb netdev_alloc_ __netdev_alloc_ napi_alloc_frag"
                    + " __napi_alloc_frag page_frag_ __page_frag_ __alloc_page_frag __get_page_frag skb_page_frag_refill sk_page_frag_refill"
                    + " kmalloc_reserve sock_alloc_send sock_wmalloc build_skb __build_skb dev_alloc_skb __dev_alloc_skb"
                    + " page_pool_alloc __page_pool_alloc page_pool_dev_alloc napi_skb_cache_get"),
    /// Everything else: the callers.
    OUTSIDE("");

    @SuppressWarnings("ImmutableEnumChecker") // never written to, never handed out
    private final String[] names;

    FrameLayer(String names) {
        this.names = names.isEmpty() ? new String[0] : names.split(" ");
    }

    private static final FrameLayer[] LAYERS = values();

    /// The layer of a function; a name that no table lists is `OUTSIDE`.
    public static FrameLayer of(String function) {
        if (function.equals("kmalloc_reserve")) {
            return SKB;
        }
        for (FrameLayer layer : LAYERS) {
            for (String name : layer.names) {
                boolean whole = name.endsWith("=");
                boolean same =
                        whole
                                ? function.length() == name.length() - 1
                                        && name.startsWith(function)
                                : function.startsWith(name);
                if (same) {
                    return layer;
                }
            }
        }
        return OUTSIDE;
    }
}
