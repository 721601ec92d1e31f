/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.Remedy.Kind;
import dev.highorder.core.diagnosis.Remedy.Risk;
import dev.highorder.core.model.KernelRelease;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RemediesTest {

    private static List<Remedy> of(Cause cause, String kb, String release) {
        return of(cause, kb, "", release, 1);
    }

    private static List<Remedy> of(
            Cause cause, String kb, String callSite, String release, int nodes) {
        return Remedies.of(
                new Situation(
                        cause,
                        Optional.of(kb).filter(k -> !k.isEmpty()),
                        Optional.of(callSite).filter(c -> !c.isEmpty()),
                        KernelRelease.parse(release),
                        nodes));
    }

    private static List<String> ids(List<Remedy> remedies) {
        return remedies.stream().map(Remedy::id).toList();
    }

    private static Remedy named(List<Remedy> remedies, String id) {
        return remedies.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyProblemHasARemedyAndEachIsComplete(Cause cause) {
        for (String release :
                new String[] {
                    "", "3.10.0-1160.el7.x86_64", "4.18.0-348.el8.x86_64", "6.12.48+deb13-amd64"
                }) {
            List<Remedy> remedies = of(cause, "", release);
            assertThat(remedies.isEmpty()).isEqualTo(!cause.problem());
            assertThat(ids(remedies)).doesNotHaveDuplicates();
            assertThat(remedies)
                    .allSatisfy(r -> {
                        assertThat(r.title()).isNotBlank();
                        assertThat(r.command()).isNotBlank();
                        assertThat(r.expected()).isNotBlank();
                        assertThat(r.why()).isNotBlank();
                        assertThat(r.undo().orElse("x")).isNotBlank();
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whatTakesTheCauseAwayStandsBeforeStopGaps(Cause cause) {
        List<Kind> kinds = of(cause, "", "5.15.0").stream().map(Remedy::kind).toList();

        int firstStopGap = kinds.indexOf(Kind.STOP_GAP);
        if (firstStopGap >= 0 && cause != Cause.DISK_OR_INODE) {
            assertThat(kinds.subList(firstStopGap, kinds.size())).containsOnly(Kind.STOP_GAP);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.10.0-514.el7.x86_64, false",
        "3.10.0-957.21.3.el7.x86_64, false",
        "3.10.0-1062.el7.x86_64, false",
        "3.10.0-1062.1.2.el7.x86_64, false",
        "3.10.0-1062.4.1.el7.x86_64, true",
        "3.10.0-1127.el7.x86_64, true",
        "3.10.0-1160.49.1.el7.x86_64, true",
        "3.10.0, false",
        "4.4.0, false",
        "4.5.0, true",
        "4.18.0-348.el8.x86_64, true",
        "'', false"
    })
    void nokmemIsOfferedOnlyWhereTheKernelKnowsIt(String release, boolean offered) {
        assertThat(ids(of(Cause.KMEM_MEMCG_LEAK, "KB-01", release)).contains("nokmem"))
                .isEqualTo(offered);
    }

    @Test
    void aBootOptionIsGivenTheDistributionsWay() {
        Remedy el = named(of(Cause.KMEM_MEMCG_LEAK, "KB-01", "3.10.0-1160.el7.x86_64"), "nokmem");
        assertThat(el.command())
                .isEqualTo("grubby --update-kernel=ALL --args=cgroup.memory=nokmem && reboot");
        assertThat(el.undo())
                .contains(
                        "grubby --update-kernel=ALL --remove-args=cgroup.memory=nokmem && reboot");
        Remedy other = named(of(Cause.KMEM_MEMCG_LEAK, "KB-01", "4.9.0"), "nokmem");
        assertThat(other.command())
                .contains("/etc/default/grub")
                .contains("update-grub")
                .doesNotContain("grubby");
    }

    @Test
    void onOldKernelsDroppingSlabIsAHighRisk() {
        assertThat(
                        named(
                                        of(
                                                Cause.KMEM_MEMCG_LEAK,
                                                "KB-01",
                                                "3.10.0-1160.el7.x86_64"),
                                        "drop-caches-2")
                                .risk())
                .isEqualTo(Risk.HIGH);
        assertThat(named(of(Cause.EXTERNAL_FRAGMENTATION, "", "5.15.0"), "drop-caches-2").risk())
                .isEqualTo(Risk.MEDIUM);
    }

    @Test
    void oneNodeIsCompactedAtATime() {
        assertThat(
                        named(of(Cause.EXTERNAL_FRAGMENTATION, "", "", "5.15.0", 2), "compact")
                                .command())
                .startsWith("echo 1 > /sys/devices/system/node/node0/compact");
        assertThat(
                        named(of(Cause.EXTERNAL_FRAGMENTATION, "", "", "5.15.0", 1), "compact")
                                .command())
                .isEqualTo("echo 1 > /proc/sys/vm/compact_memory");
    }

    @Test
    void settingsAreOfferedOnlyOnKernelsThatHaveThem() {
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "", "5.9.0")))
                .contains("vm.compaction_proactiveness");
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "", "5.8.0")))
                .doesNotContain("vm.compaction_proactiveness");
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "", "")))
                .doesNotContain("vm.compaction_proactiveness");
        assertThat(ids(of(Cause.RESERVE_BURST, "", "4.6.0"))).contains("vm.watermark_scale_factor");
        assertThat(ids(of(Cause.RESERVE_BURST, "", "3.10.0-1160.el7.x86_64")))
                .doesNotContain("vm.watermark_scale_factor");
        assertThat(ids(of(Cause.DYING_MEMCG, "", "5.19.0"))).contains("memory.reclaim");
        assertThat(ids(of(Cause.DYING_MEMCG, "", "5.18.0"))).doesNotContain("memory.reclaim");
    }

    @Test
    void aKnownRequesterHasItsOwnRemedy() {
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "", "veth_alloc_queues", "5.15.0", 1)))
                .startsWith("veth-kernel", "possible-cpus");
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "KB-48", "5.15.0")))
                .startsWith("veth-kernel");
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "KB-12", "3.10.0-1160.el7.x86_64")))
                .startsWith("xfs-kernel", "fewer-extents");
        assertThat(ids(of(Cause.EXTERNAL_FRAGMENTATION, "KB-30", "5.15.0")))
                .startsWith("vm.vfs_cache_pressure");
        assertThat(ids(of(Cause.MIGRATETYPE_SEGREGATION, "KB-24", "5.15.0")))
                .startsWith("newer-kernel");
        assertThat(ids(of(Cause.MIGRATETYPE_SEGREGATION, "KB-20", "5.15.0")))
                .startsWith("cma-size");
        assertThat(ids(of(Cause.MEMORY_EXHAUSTED, "KB-45", "5.15.0")))
                .startsWith("vm.nr_hugepages");
        assertThat(ids(of(Cause.NUMA_RESTRICTED, "KB-28", "5.15.0")))
                .startsWith("vm.zone_reclaim_mode");
    }

    @Test
    void eachLimitHasItsOwnSetting() {
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-59", ""))).containsExactly("fs.inotify");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-58", ""))).containsExactly("net.ipv4.neigh");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-77", ""))).containsExactly("mount-leak");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-82", ""))).containsExactly("tcp-buffers");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-81", ""))).containsExactly("fs.file-max");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "KB-78", "")))
                .containsExactly("kernel.keys", "net.core.bpf_jit_limit");
        assertThat(ids(of(Cause.KERNEL_LIMIT, "", ""))).containsExactly("raise-sysctl");
        assertThat(ids(of(Cause.PIDS_OR_ULIMIT, "KB-81", ""))).containsExactly("nofile");
        assertThat(ids(of(Cause.PIDS_OR_ULIMIT, "KB-56", ""))).containsExactly("pids-limit");
        assertThat(ids(of(Cause.DISK_OR_INODE, "KB-62", "")))
                .containsExactly("free-disk", "bound-disk-use");
        assertThat(ids(of(Cause.DISK_OR_INODE, "", ""))).containsExactly("repair-storage");
    }

    @Test
    void aSettingIsUndoneByItsOwnName() {
        assertThat(named(of(Cause.KERNEL_LIMIT, "KB-59", ""), "fs.inotify").undo())
                .contains(
                        "sysctl -w fs.inotify.max_user_watches=<old value> fs.inotify.max_user_instances=<old value>");
        assertThat(named(of(Cause.KERNEL_LIMIT, "KB-81", ""), "fs.file-max").undo())
                .contains("sysctl -w fs.file-max=<old value>");
    }

    @Test
    void leakedIdsComeBackOnlyWithARestart() {
        assertThat(ids(of(Cause.KMEM_MEMCG_LEAK, "KB-03", "3.10.0-1160.el7.x86_64")))
                .endsWith("reboot")
                .doesNotContain("compact");
        assertThat(ids(of(Cause.KMEM_MEMCG_LEAK, "KB-02", "3.10.0-1160.el7.x86_64")))
                .endsWith("raise-limit");
        assertThat(ids(of(Cause.KMEM_MEMCG_LEAK, "KB-01", "3.10.0-1160.el7.x86_64")))
                .containsExactly(
                        "nokmem", "kubelet-nokmem", "newer-kernel", "compact", "drop-caches-2");
        assertThat(ids(of(Cause.KMEM_MEMCG_LEAK, "KB-01", "4.14.0")))
                .doesNotContain("newer-kernel", "kubelet-nokmem");
    }
}
