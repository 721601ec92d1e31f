/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class SlabTopParserTest {

    private final SlabTopParser parser = new SlabTopParser();

    @Test
    void readsOneShot() {
        var parsed =
                Blocks.parse(parser, "slabtop", Blocks.resource("6.18.44-x86_64/tools/slabtop_-o"));

        assertThat(parsed.problems()).isEmpty();
        Slabs slabs = Blocks.only(Slabs.class, parsed);
        assertThat(slabs.source()).isEqualTo(Slabs.Source.SLABTOP);
        assertThat(slabs.caches()).hasSize(33);
        Slabs.Cache dentry = slabs.caches().get(1);
        assertThat(dentry.name()).isEqualTo("dentry");
        assertThat(dentry.objects()).isEqualTo(140406);
        assertThat(dentry.activeObjects()).isEqualTo(140048);
        assertThat(dentry.objectSize()).isEqualTo(192);
        assertThat(dentry.slabs()).isEqualTo(6686);
        assertThat(dentry.sizeBytes()).isEqualTo(26744L * 1024);
        Slabs.Summary summary = slabs.summary().orElseThrow();
        assertThat(summary.activeSlabs()).isEqualTo(23821);
        assertThat(summary.totalBytes()).isEqualTo(Math.round(177088.93 * 1024));
        assertThat(summary.slabsCite().line()).isEqualTo(2);
    }

    @Test
    void readsRowsAloneWithOtherUnitsAndANameOnTheNextLine() {
        Slabs slabs =
                Blocks.fact(
                        Slabs.class,
                        parser,
                        """
                         23040  23040 100%    0.02K     90      256       360K
                        selinux_file_security
                        734506368 734506368 100%    0.06K 11476662       64      1.5G ebitmap_node
                          3001   3001 100%    8.00K    763        4        24M kmalloc-8192
                        """);

        assertThat(slabs.caches())
                .extracting(Slabs.Cache::name, Slabs.Cache::sizeBytes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("selinux_file_security", 360L << 10),
                        org.assertj.core.groups.Tuple.tuple("ebitmap_node", 3L << 29),
                        org.assertj.core.groups.Tuple.tuple("kmalloc-8192", 24L << 20));
        assertThat(slabs.summary()).isEmpty();
    }

    @Test
    void readsACopyOfTheScreen() {
        Slabs slabs =
                Blocks.fact(
                        Slabs.class,
                        parser,
                        """
                        \u001b[H\u001b[2J Active / Total Objects (% used)    : 715549 / 731298 (97.8%)\u001b[K
                        \u001b[7m  OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME\u001b[0m
                        \u001b[4d140406 140048  99%    0.19K   6686       21     26744K dentry\u001b[K
                        """);

        assertThat(slabs.caches()).extracting(Slabs.Cache::name).containsExactly("dentry");
    }

    @Test
    void leavesOtherTablesWithSharesAlone() {
        for (String line :
                new String[] {
                    "/dev/vda        252G   24G   78G  24% /",
                    "  12 root  20   0  100% x y z",
                    "Tasks: 100 total, 5% used, a b c d"
                }) {
            assertThat(parser.extent(Blocks.lines("f", line), 0)).as(line).isZero();
        }
    }
}
