/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.proc.Blocks;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CgroupsParserTest {

    private final CgroupsParser parser = new CgroupsParser();

    @Test
    void readsTheFileWithTabsInColumnsAndWithoutItsHead() {
        for (String text :
                new String[] {
                    "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t5\t29\t1\nmemory\t9\t24575\t1\nhugetlb\t0\t1\t0\n",
                    "#subsys_name  hierarchy  num_cgroups  enabled\ncpuset        5          29           1\nmemory        9          24575        1\nhugetlb       0          1            0\n",
                    "cpuset 5 29 1\nmemory 9 24575 1\nhugetlb 0 1 0\n"
                }) {
            Cgroups cgroups = Blocks.fact(Cgroups.class, parser, text);
            assertThat(cgroups.subsystems())
                    .extracting(
                            Cgroups.Subsystem::name,
                            Cgroups.Subsystem::hierarchy,
                            Cgroups.Subsystem::cgroups,
                            Cgroups.Subsystem::enabled)
                    .containsExactly(
                            Tuple.tuple("cpuset", 5, 29L, true),
                            Tuple.tuple("memory", 9, 24575L, true),
                            Tuple.tuple("hugetlb", 0, 1L, false));
        }
    }

    @Test
    void readsCgroupStatWithItsPath() {
        var parsed =
                Blocks.parse(
                        new CgroupStatParser(),
                        "b/sys/fs/cgroup/kubepods/cgroup.stat",
                        "nr_descendants 212\nnr_dying_descendants 24575\nnr_subsys_memory 7\n");
        CgroupStat stat = Blocks.only(CgroupStat.class, parsed);
        assertThat(stat.path()).isEqualTo("/kubepods");
        assertThat(stat.descendants()).isEqualTo(212);
        assertThat(stat.dyingDescendants()).isEqualTo(24575);
        assertThat(
                        Blocks.fact(
                                        CgroupStat.class,
                                        new CgroupStatParser(),
                                        "nr_descendants 1\nnr_dying_descendants 2\n")
                                .path())
                .isEmpty();
    }

    @Test
    void readsACountOfDirectoriesOfAWholeMountOnly() {
        CgroupDirectoriesParser directories = new CgroupDirectoriesParser();
        String whole = "find -L /sys/fs/cgroup/memory -type d | wc -l";

        assertThat(directories.reads(whole)).isTrue();
        CgroupDirectories count =
                Blocks.only(CgroupDirectories.class, Blocks.output(directories, whole, "127\n"));
        assertThat(count.controller()).isEqualTo("memory");
        assertThat(count.directories()).isEqualTo(127);
        assertThat(
                        Blocks.only(
                                        CgroupDirectories.class,
                                        Blocks.output(
                                                directories,
                                                "sudo find /sys/fs/cgroup/ -type d | wc -l",
                                                "31\n"))
                                .controller())
                .isEmpty();
        assertThat(
                        Blocks.output(
                                        directories,
                                        "find /sys/fs/cgroup/memory/kubepods -type d | wc -l",
                                        "99\n")
                                .value())
                .isEmpty();
        assertThat(directories.reads("find /sys/fs/cgroup/memory -maxdepth 1 -type d | wc -l"))
                .isFalse();
        assertThat(directories.reads("find /sys/fs/cgroup/memory -type f | wc -l")).isFalse();
        assertThat(directories.reads("ls /sys/fs/cgroup/memory | wc -l")).isFalse();
        assertThat(directories.reads("b/sys/fs/cgroup/memory")).isFalse();
    }
}
