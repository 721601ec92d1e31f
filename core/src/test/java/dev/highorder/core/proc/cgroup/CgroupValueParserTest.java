/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CgroupValueParserTest {

    private static final String POD = "/sys/fs/cgroup/memory/kubepods/burstable/pod1";

    private final CgroupValueParser parser = new CgroupValueParser();

    @Test
    void readsOneValueByItsPath() {
        assertThat(values(Blocks.output(parser, "b/sys/fs/cgroup/kubepods/memory.max", "max\n")))
                .containsExactly(tuple("/kubepods", "memory.max", -1L, "max"));
        assertThat(
                        values(
                                Blocks.output(
                                        parser,
                                        "cat " + POD + "/memory.limit_in_bytes",
                                        "9223372036854771712\n")))
                .containsExactly(
                        tuple(
                                "/kubepods/burstable/pod1",
                                "memory.limit_in_bytes",
                                9223372036854771712L,
                                "9223372036854771712"));
        assertThat(values(Blocks.output(parser, "cat memory.kmem.usage_in_bytes", "4096\n")))
                .containsExactly(tuple("", "memory.kmem.usage_in_bytes", 4096L, "4096"));
    }

    @Test
    void readsTheKeysOfAFile() {
        assertThat(
                        values(
                                Blocks.output(
                                        parser,
                                        "cat /sys/fs/cgroup/kubepods/memory.events",
                                        "low 0\nhigh 0\nmax 2718\noom 31\noom_kill 31\n")))
                .containsExactly(
                        tuple("/kubepods", "memory.events:low", 0L, "0"),
                        tuple("/kubepods", "memory.events:high", 0L, "0"),
                        tuple("/kubepods", "memory.events:max", 2718L, "2718"),
                        tuple("/kubepods", "memory.events:oom", 31L, "31"),
                        tuple("/kubepods", "memory.events:oom_kill", 31L, "31"));
    }

    @Test
    void readsSeveralFilesAtOnce() {
        assertThat(
                        values(
                                Blocks.output(
                                        parser,
                                        "cat "
                                                + POD
                                                + "/memory.usage_in_bytes "
                                                + POD
                                                + "/memory.failcnt",
                                        "536870912\n271828\n")))
                .containsExactly(
                        tuple(
                                "/kubepods/burstable/pod1",
                                "memory.usage_in_bytes",
                                536870912L,
                                "536870912"),
                        tuple("/kubepods/burstable/pod1", "memory.failcnt", 271828L, "271828"));
        String grep =
                """
                memory.failcnt:0
                memory.kmem.limit_in_bytes:9223372036854771712
                memory.stat:cache 4096
                """;
        assertThat(parser.extent(Blocks.lines("t", grep), 0)).isEqualTo(3);
        assertThat(values(Blocks.parse(parser, "t", grep)))
                .containsExactly(
                        tuple("", "memory.failcnt", 0L, "0"),
                        tuple(
                                "",
                                "memory.kmem.limit_in_bytes",
                                9223372036854771712L,
                                "9223372036854771712"),
                        tuple("", "memory.stat:cache", 4096L, "4096"));
    }

    @Test
    void tellsWhetherKernelMemoryIsAccounted() {
        String refused = "cat: " + POD + "/memory.kmem.slabinfo: Input/output error\n";
        assertThat(values(Blocks.parse(parser, "t", refused)))
                .containsExactly(
                        tuple("/kubepods/burstable/pod1", "memory.kmem.slabinfo", -1L, "EIO"));
        assertThat(
                        values(
                                Blocks.output(
                                        parser,
                                        "cat " + POD + "/memory.kmem.slabinfo",
                                        """
                                        slabinfo - version: 2.1
                                        # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>
                                        dentry 21 21 192 21 1 : tunables 0 0 0 : slabdata 1 1 0
                                        """)))
                .containsExactly(
                        tuple("/kubepods/burstable/pod1", "memory.kmem.slabinfo", -1L, "header"));
    }

    @Test
    void knowsItsFilesOnly() {
        assertThat(parser.reads("cat " + POD + "/memory.stat")).isTrue();
        assertThat(parser.reads("sosreport/sys/fs/cgroup/pids/kubepods/pids.max")).isTrue();
        assertThat(parser.reads("notes/memory.txt")).isFalse();
        assertThat(parser.reads("echo 0 > " + POD + "/memory.force_empty")).isFalse();
        assertThat(parser.reads("cat " + POD + "/memory.stat | wc -l")).isFalse();
        assertThat(
                        parser.extent(
                                Blocks.lines(
                                        "f", "memory: usage 524288kB, limit 524288kB, failcnt 77"),
                                0))
                .isZero();
    }

    @Test
    void whatIsNoValueIsAProblem() {
        assertThat(Blocks.output(parser, "b/sys/fs/cgroup/memory.max", "plenty\n").problems())
                .extracting(Problem::message)
                .containsExactly("expected a value of a cgroup's file, found \"plenty\"");
    }

    private static List<Tuple> values(Parsed<List<? extends Fact>> parsed) {
        assertThat(parsed.problems()).isEmpty();
        return parsed.value().stream()
                .map(CgroupValue.class::cast)
                .map(v -> tuple(v.cgroup().orElse(""), v.file(), v.value().orElse(-1), v.text()))
                .toList();
    }
}
