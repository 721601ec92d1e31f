/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

/// The proximate state that the input proves; the words are the contract's.
public enum Cause {
    EXTERNAL_FRAGMENTATION("external-fragmentation"),
    MIGRATETYPE_SEGREGATION("migratetype-segregation"),
    MEMORY_EXHAUSTED("memory-exhausted"),
    ZONE_EXHAUSTED("zone-exhausted"),
    NUMA_RESTRICTED("numa-restricted"),
    RESERVE_BURST("reserve-burst"),
    KMEM_MEMCG_LEAK("kmem-memcg-leak"),
    DYING_MEMCG("dying-memcg"),
    KERNEL_MEMORY_LEAK("kernel-memory-leak"),
    MEMCG_LIMIT("memcg-limit"),
    VMALLOC_EXHAUSTED("vmalloc-exhausted"),
    CMA_EXHAUSTED("cma-exhausted"),
    CONNTRACK_TABLE_FULL("conntrack-table-full"),
    KERNEL_LIMIT("kernel-limit"),
    PIDS_OR_ULIMIT("pids-or-ulimit"),
    OVERCOMMIT("overcommit"),
    USERNS_DISABLED("userns-disabled"),
    DISK_OR_INODE("disk-or-inode"),
    FAULT_INJECTION("fault-injection"),
    KERNEL_BUG("kernel-bug"),
    RUNTIME_OTHER("runtime-other"),
    HARMLESS("harmless"),
    HEALTHY("healthy"),
    INCONCLUSIVE("inconclusive");

    private final String word;

    Cause(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Whether this is a problem that `--exit-code` reports.
    public boolean problem() {
        return this != HARMLESS && this != HEALTHY && this != INCONCLUSIVE;
    }
}
