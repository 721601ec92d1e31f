/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.judge;

import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.leak.AllocationSiteRule;
import dev.highorder.core.diagnose.leak.DyingMemcgRule;
import dev.highorder.core.diagnose.leak.KmemArrayRule;
import dev.highorder.core.diagnose.leak.LeakedCachesRule;
import dev.highorder.core.diagnose.leak.MemoryGrowthRule;
import dev.highorder.core.diagnose.leak.SlabChargeRule;
import dev.highorder.core.diagnose.leak.SlabLeakRule;
import dev.highorder.core.diagnose.leak.UnaccountedRule;
import dev.highorder.core.diagnose.leak.UnreclaimableSlabRule;
import dev.highorder.core.diagnose.limit.CgroupTreeLimitRule;
import dev.highorder.core.diagnose.limit.CmaRule;
import dev.highorder.core.diagnose.limit.InotifyRule;
import dev.highorder.core.diagnose.limit.KernelTableRule;
import dev.highorder.core.diagnose.limit.KmemChargeRule;
import dev.highorder.core.diagnose.limit.MemcgLimitRule;
import dev.highorder.core.diagnose.limit.MountLimitRule;
import dev.highorder.core.diagnose.limit.NearLimitRule;
import dev.highorder.core.diagnose.limit.OpenFilesRule;
import dev.highorder.core.diagnose.limit.OvercommitRule;
import dev.highorder.core.diagnose.limit.PidsRule;
import dev.highorder.core.diagnose.limit.QuotaRule;
import dev.highorder.core.diagnose.limit.VmallocRule;
import dev.highorder.core.diagnose.page.EarlyBootRule;
import dev.highorder.core.diagnose.page.FallbackRule;
import dev.highorder.core.diagnose.page.FaultInjectionRule;
import dev.highorder.core.diagnose.page.FragmentationRule;
import dev.highorder.core.diagnose.page.KernelDefectRule;
import dev.highorder.core.diagnose.page.MissedBurstRule;
import dev.highorder.core.diagnose.page.NodeRule;
import dev.highorder.core.diagnose.page.OomRule;
import dev.highorder.core.diagnose.page.PageFaultOomRule;
import dev.highorder.core.diagnose.page.SegregationRule;
import dev.highorder.core.diagnose.page.ShortageRule;
import dev.highorder.core.diagnose.page.UndecidedRule;
import dev.highorder.core.diagnose.page.UnseenReserveRule;
import dev.highorder.core.diagnose.page.WouldServeRule;
import dev.highorder.core.diagnose.page.XfsRule;
import dev.highorder.core.diagnose.page.ZoneRule;
import dev.highorder.core.diagnose.software.CgroupIdsRule;
import dev.highorder.core.diagnose.software.CgroupWriteRule;
import dev.highorder.core.diagnose.software.CpusetRule;
import dev.highorder.core.diagnose.software.DiskFullRule;
import dev.highorder.core.diagnose.software.FullDiskStateRule;
import dev.highorder.core.diagnose.software.RefusedCallRule;
import dev.highorder.core.diagnose.software.RuntimeChildRule;
import dev.highorder.core.diagnose.software.RuntimeOtherRule;
import dev.highorder.core.diagnose.software.StorageErrorRule;
import dev.highorder.core.diagnose.software.UserNamespaceRule;
import dev.highorder.core.diagnose.software.VethRule;
import dev.highorder.core.diagnose.state.CgroupStateRule;
import dev.highorder.core.diagnose.state.FreeListStateRule;
import dev.highorder.core.diagnose.state.MemoryStateRule;
import java.util.List;

/// All rules, in the order in which they have the word: an artificial failure before real ones, a limit before the zones, a demand
/// that grows before the state that it met, a state before "cannot tell".
public final class Rules {

    private Rules() {}

    public static List<Rule> inOrder() {
        return List.of(
                new FaultInjectionRule(),
                new EarlyBootRule(),
                new KmemChargeRule(),
                new MemcgLimitRule(),
                new PageFaultOomRule(),
                new KmemArrayRule(),
                new VmallocRule(),
                new CmaRule(),
                new PidsRule(),
                new InotifyRule(),
                new OpenFilesRule(),
                new QuotaRule(),
                new CgroupTreeLimitRule(),
                new MountLimitRule(),
                new CgroupIdsRule(),
                new CpusetRule(),
                new UserNamespaceRule(),
                new DiskFullRule(),
                new FullDiskStateRule(),
                new StorageErrorRule(),
                new KernelTableRule(),
                new NearLimitRule(),
                new OvercommitRule(),
                new SlabLeakRule(),
                new UnreclaimableSlabRule(),
                new UnaccountedRule(),
                new AllocationSiteRule(),
                new LeakedCachesRule(),
                new DyingMemcgRule(),
                new MemoryGrowthRule(),
                new SlabChargeRule(),
                new FallbackRule(),
                new NodeRule(),
                new ZoneRule(),
                new FragmentationRule(),
                new SegregationRule(),
                new ShortageRule(),
                new MissedBurstRule(),
                new XfsRule(),
                new OomRule(),
                new KernelDefectRule(),
                new WouldServeRule(),
                new VethRule(),
                new RefusedCallRule(),
                new UnseenReserveRule(),
                new UndecidedRule(),
                new RuntimeChildRule(),
                new CgroupWriteRule(),
                new RuntimeOtherRule(),
                new MemoryStateRule(),
                new FreeListStateRule(),
                new CgroupStateRule());
    }
}
