/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy;
import java.util.ArrayList;
import java.util.List;

/// The remedies of a verdict, ranked: what takes the demand or the leak away, then tuning, then stop-gaps. Commands are to be read
/// before they are run; what stands in angle brackets is the reader's.
public final class Remedies {

    private Remedies() {}

    public static List<Remedy> of(Situation situation) {
        List<Draft> drafts = new ArrayList<>();
        switch (situation.cause()) {
            case KMEM_MEMCG_LEAK -> LeakRemedies.memcgs(situation, drafts);
            case DYING_MEMCG -> LeakRemedies.dying(situation, drafts);
            case KERNEL_MEMORY_LEAK -> LeakRemedies.kernelMemory(situation, drafts);
            case EXTERNAL_FRAGMENTATION -> PageRemedies.fragmentation(situation, drafts);
            case MIGRATETYPE_SEGREGATION -> PageRemedies.segregation(situation, drafts);
            case MEMORY_EXHAUSTED -> PageRemedies.exhausted(situation, drafts);
            case ZONE_EXHAUSTED -> PageRemedies.zone(situation, drafts);
            case NUMA_RESTRICTED -> PageRemedies.numa(situation, drafts);
            case RESERVE_BURST -> PageRemedies.burst(situation, drafts);
            case CMA_EXHAUSTED -> PageRemedies.cma(situation, drafts);
            case VMALLOC_EXHAUSTED -> PageRemedies.vmalloc(situation, drafts);
            case MEMCG_LIMIT -> LimitRemedies.memcg(drafts);
            case CONNTRACK_TABLE_FULL -> LimitRemedies.conntrack(drafts);
            case KERNEL_LIMIT -> LimitRemedies.kernelLimit(situation, drafts);
            case PIDS_OR_ULIMIT -> LimitRemedies.tasksOrFiles(situation, drafts);
            case OVERCOMMIT -> LimitRemedies.overcommit(drafts);
            case USERNS_DISABLED -> LimitRemedies.userNamespaces(drafts);
            case DISK_OR_INODE -> LimitRemedies.disk(situation, drafts);
            case FAULT_INJECTION -> SoftwareRemedies.faultInjection(drafts);
            case KERNEL_BUG -> SoftwareRemedies.kernelBug(drafts);
            case RUNTIME_OTHER -> SoftwareRemedies.runtime(drafts);
            case HARMLESS, HEALTHY, INCONCLUSIVE -> {}
        }
        List<Remedy> remedies = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            remedies.add(draft.remedy());
        }
        return remedies;
    }
}
