/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class SlabInfoParserTest {

    private final SlabInfoParser parser = new SlabInfoParser();

    @Test
    void readsThreeKernelsWhole() {
        for (String fixture :
                new String[] {
                    "6.1.192-x86_64/mixed-both/proc/slabinfo",
                    "6.12.117-x86_64/movable-extfrag-threshold/proc/slabinfo",
                    "6.18.44-x86_64/proc/slabinfo"
                }) {
            String text = Blocks.resource(fixture);
            var parsed = Blocks.parse(parser, fixture, text);
            assertThat(parsed.problems()).as(fixture).isEmpty();
            Slabs slabs = Blocks.only(Slabs.class, parsed);
            assertThat(slabs.caches()).as(fixture).hasSize((int) text.lines().count() - 2);
            assertThat(slabs.source()).isEqualTo(Slabs.Source.SLABINFO);
            assertThat(slabs.caches())
                    .allSatisfy(cache ->
                            assertThat(cache.objects() * cache.objectSize())
                                    .isLessThanOrEqualTo(cache.sizeBytes()));
        }
    }

    @Test
    void readsRowsWithoutTheHeadAndWrappedByMail() {
        Slabs slabs =
                Blocks.fact(
                        Slabs.class,
                        parser,
                        """
                        nf_conntrack_48971   15716  20349    320   51    4 : tunables    0    0
                            0 : slabdata    399    399      0
                        dentry            512345 600012    192   21    1 : tunables  120   60    8 : slabdata  28572  28572      0
                        """);

        assertThat(slabs.caches())
                .extracting(
                        Slabs.Cache::name,
                        Slabs.Cache::activeObjects,
                        Slabs.Cache::objects,
                        Slabs.Cache::objectSize,
                        Slabs.Cache::slabs,
                        Slabs.Cache::sizeBytes,
                        cache -> cache.cite().line())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "nf_conntrack_48971",
                                15716L,
                                20349L,
                                320L,
                                399L,
                                399L * 4 * 4096,
                                1),
                        org.assertj.core.groups.Tuple.tuple(
                                "dentry", 512345L, 600012L, 192L, 28572L, 28572L * 4096, 3));
    }

    @Test
    void findsTheLargerPageOfOtherArchitectures() {
        Slabs slabs =
                Blocks.fact(
                        Slabs.class,
                        parser,
                        "dentry  512345 600012    192  341    1 : tunables    0    0    0 : slabdata   1760   1760      0\n");

        assertThat(slabs.caches().getFirst().sizeBytes()).isEqualTo(1760L * 65536);
    }

    @Test
    void readsVersionOne() {
        Slabs slabs =
                Blocks.fact(
                        Slabs.class,
                        parser,
                        """
                        slabinfo - version: 1.1 (SMP)
                        kmem_cache            59     78    100    2    2    1 :  124   62
                        dentry_cache       12345  13020    128  434  434    1 :  252  126
                        """);

        assertThat(slabs.caches())
                .extracting(Slabs.Cache::sizeBytes)
                .containsExactly(2L * 4096, 434L * 4096);
    }

    @Test
    void aDamagedRowIsAProblem() {
        var parsed =
                Blocks.parse(
                        parser,
                        "slabinfo",
                        """
                        slabinfo - version: 2.1
                        # name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit>
                        kmalloc-64 99999999999999999999 1 64 64 1 : tunables 0 0 0 : slabdata 1 1 0
                        kmalloc-96 42 42 96 42 1 : tunables 0 0 0 : slabdata 1 1 0
                        """);
        assertThat(Blocks.only(Slabs.class, parsed).caches()).hasSize(1);
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "expected a row of slabinfo, found \"kmalloc-64 99999999999999999999 1 64 64 1 : tunables 0 0 0 : slabdata 1 1 0\"");
    }
}
