/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.highorder.core.proc.Blocks;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Kernel settings, disks and CPUs.
class SettingsTest {

    private final SysctlParser sysctl = new SysctlParser();

    @Test
    void namesASettingAfterItsPath() {
        assertThat(sysctl.reads("node-1/proc/sys/vm/min_free_kbytes")).isTrue();
        assertThat(sysctl.reads("cat /proc/sys/vm/min_free_kbytes")).isTrue();
        assertThat(sysctl.reads("echo 1 > /proc/sys/vm/compact_memory")).isFalse();
        assertThat(sysctl.reads("cat /proc/sys/vm/min_free_kbytes | wc -l")).isFalse();
        assertThat(settings("node-1/proc/sys/vm/min_free_kbytes", "90112\n"))
                .containsExactly("vm.min_free_kbytes=90112");
        assertThat(settings("cat /proc/sys/vm/lowmem_reserve_ratio", "256\t256\t32\n"))
                .containsExactly("vm.lowmem_reserve_ratio=256 256 32");
        assertThat(
                        settings(
                                "cat /sys/kernel/mm/transparent_hugepage/defrag",
                                "always [madvise] never\n"))
                .containsExactly("kernel.mm.transparent_hugepage.defrag=always [madvise] never");
        assertThat(settings("sysctl -n vm.swappiness", "60\n")).containsExactly("vm.swappiness=60");
    }

    @Test
    void readsSeveralSettingsAtOnce() {
        assertThat(settings("cat /proc/sys/vm/swappiness /proc/sys/vm/panic_on_oom", "60\n0\n"))
                .containsExactly("vm.swappiness=60", "vm.panic_on_oom=0");
        assertThat(
                        settings(
                                "grep . /proc/sys/vm/*",
                                "/proc/sys/vm/swappiness:60\n/proc/sys/vm/panic_on_oom:0\n"))
                .containsExactly("vm.swappiness=60", "vm.panic_on_oom=0");
        assertThat(
                        settings(
                                "head /proc/sys/vm/swappiness /proc/sys/vm/panic_on_oom",
                                "==> /proc/sys/vm/swappiness <==\n60\n\n==> /proc/sys/vm/panic_on_oom <==\n0\n"))
                .containsExactly("vm.swappiness=60", "vm.panic_on_oom=0");
        assertThat(Blocks.output(sysctl, "cat /proc/sys/vm/*", "60\n").problems())
                .extracting(problem -> problem.message())
                .containsExactly("expected the value of a setting, found \"60\"");
    }

    @Test
    void readsTheLinesOfSysctl() {
        String text =
                """
                vm.min_free_kbytes = 90112
                net.ipv4.tcp_mem = 3088197\t4117599\t6176394
                kernel.core_pattern =
                kernel.hostname = node-1
                the end
                """;
        assertThat(sysctl.extent(Blocks.lines("t", text), 0)).isEqualTo(4);
        var parsed = Blocks.parse(sysctl, "t", text);
        assertThat(parsed.value().stream().filter(Sysctl.class::isInstance).map(Sysctl.class::cast))
                .extracting(Sysctl::name, Sysctl::value, setting -> setting.cite().line())
                .containsExactly(
                        tuple("vm.min_free_kbytes", "90112", 1),
                        tuple("net.ipv4.tcp_mem", "3088197 4117599 6176394", 2),
                        tuple("kernel.core_pattern", "", 3),
                        tuple("kernel.hostname", "node-1", 4));
        assertThat(Blocks.only(NodeName.class, parsed).name()).isEqualTo("node-1");
        for (String line :
                List.of(
                        "we set vm.swappiness = 10 everywhere",
                        "x.y = 3",
                        "version = 3",
                        "vm = 3")) {
            assertThat(sysctl.extent(Blocks.lines("t", line), 0)).as(line).isZero();
        }
    }

    @Test
    void readsTheKernelsCommandLine() {
        KernelCommandLineParser parser = new KernelCommandLineParser();
        assertThat(parser.reads("b/proc/cmdline")).isTrue();
        assertThat(parser.reads("b/proc/1/cmdline")).isFalse();
        assertThat(
                        Blocks.only(
                                        KernelCommandLine.class,
                                        Blocks.output(
                                                parser,
                                                "cat /proc/cmdline",
                                                "root=/dev/sda1 ro cgroup.memory=nokmem\n"))
                                .options())
                .containsExactly("root=/dev/sda1", "ro", "cgroup.memory=nokmem");
        assertThat(
                        Blocks.fact(
                                        KernelCommandLine.class,
                                        parser,
                                        "Kernel command line: BOOT_IMAGE=/vmlinuz ro quiet\n")
                                .options())
                .containsExactly("BOOT_IMAGE=/vmlinuz", "ro", "quiet");
    }

    @Test
    void readsDiskUse() {
        DiskUseParser parser = new DiskUseParser();
        assertThat(
                        disks(
                                """
                                Filesystem     Type      1K-blocks     Used Available Use% Mounted on
                                /dev/sda1      xfs        52403200 51879168    524032 100% /
                                /dev/mapper/a-very-long-name-that-broke-the-row
                                               ext4      103081248 22334455  75487409  23% /var/lib/docker
                                proc           proc              0        0         0    - /proc
                                """))
                .containsExactly(
                        "/dev/sda1 / 100",
                        "/dev/mapper/a-very-long-name-that-broke-the-row /var/lib/docker 23");
        assertThat(
                        disks(
                                """
                                文件系统          容量  已用  可用 已用% 挂载点
                                /dev/vda1         50G   48G  2.0G   96% /
                                """))
                .containsExactly("/dev/vda1 / 96");
        assertThat(
                        Blocks.parse(
                                        parser,
                                        "t",
                                        """
                                        Filesystem       Inodes    IUsed    IFree IUse% Mounted on
                                        /dev/vda1      16777216 16777216        0  100% /
                                        """)
                                .value())
                .singleElement()
                .isInstanceOfSatisfying(
                        DiskUse.class,
                        disk -> {
                            assertThat(disk.inodes()).isTrue();
                            assertThat(disk.usedPercent()).isEqualTo(100);
                        });
    }

    @Test
    void countsCpus() {
        CpuCountParser parser = new CpuCountParser();
        assertThat(cpus("b/sys/devices/system/cpu/possible", "0-127\n")).isEqualTo("POSSIBLE 128");
        assertThat(cpus("cat /sys/devices/system/cpu/online", "0-3,8-11\n")).isEqualTo("ONLINE 8");
        assertThat(cpus("nproc", "48\n")).isEqualTo("ONLINE 48");
        CpuCount lscpu =
                Blocks.fact(CpuCount.class, parser, Blocks.resource("6.18.44-x86_64/tools/lscpu"));
        assertThat(lscpu.cpus()).isEqualTo(2);
        assertThat(lscpu.cite().line()).isEqualTo(6);
        assertThat(Blocks.output(parser, "nproc", "nproc: not found\n").problems()).hasSize(1);
    }

    private String cpus(String name, String text) {
        CpuCount count =
                Blocks.only(CpuCount.class, Blocks.output(new CpuCountParser(), name, text));
        return count.kind() + " " + count.cpus();
    }

    private static List<String> disks(String text) {
        return Blocks.parse(new DiskUseParser(), "t", text).value().stream()
                .map(DiskUse.class::cast)
                .map(disk -> disk.fileSystem() + " " + disk.mount() + " " + disk.usedPercent())
                .toList();
    }

    private List<String> settings(String name, String text) {
        assertThat(sysctl.reads(name)).isTrue();
        var parsed = Blocks.output(sysctl, name, text);
        assertThat(parsed.problems()).isEmpty();
        return parsed.value().stream()
                .map(Sysctl.class::cast)
                .map(setting -> setting.name() + "=" + setting.value())
                .toList();
    }
}
