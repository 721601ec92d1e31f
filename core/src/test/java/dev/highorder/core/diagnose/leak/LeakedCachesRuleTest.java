/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class LeakedCachesRuleTest {

    private static String slabinfo(String cache, long objects) {
        return "slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables"
                + " <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>\n"
                + cache
                + "   "
                + objects
                + " "
                + objects
                + "    112   36    1 : tunables    0    0    0 : slabdata  28000  28000      0\n"
                + "dentry             1000   1000    192   21    1 : tunables    0    0    0 : slabdata     48     48      0\n";
    }

    @Test
    void aMillionSysfsNodesAreCachesOfDeadCgroups() {
        Asked asked = Asked.of(slabinfo("sysfs_dir_cache", 1_000_000));

        assertThat(asked.says("leaked-caches")).isEqualTo("kmem-memcg-leak likely KB-33");
        assertThat(asked.statement("leaked-caches"))
                .isEqualTo(
                        "1,000,000 sysfs_dir_cache objects, 32 a slab cache, stand for at most 31,250 slab caches; a node has some"
                                + " hundreds, the others are copies for memory cgroups that were never freed.");
        assertThat(asked.missing("leaked-caches")).hasSize(1);
    }

    @Test
    void fewerAreOrdinary() {
        Asked asked = Asked.of(slabinfo("sysfs_dir_cache", 999_999));

        assertThat(asked.found("leaked-caches")).isEmpty();
        assertThat(asked.clear("leaked-caches").orElseThrow().statement())
                .endsWith("at most 31,249 slab caches.");
    }

    @Test
    void kernfsNodesTellOnlyWhereTheyAreFarMore() {
        assertThat(Asked.of(slabinfo("kernfs_node_cache", 4_000_000)).says("leaked-caches"))
                .isEqualTo("kmem-memcg-leak possible KB-33");
        assertThat(Asked.of(slabinfo("kernfs_node_cache", 3_999_999)).found("leaked-caches"))
                .isEmpty();
        assertThat(
                        Asked.on("5.9.0", slabinfo("kernfs_node_cache", 4_000_000))
                                .found("leaked-caches"))
                .isEmpty();
        assertThat(
                        Asked.on("5.8.0", slabinfo("kernfs_node_cache", 4_000_000))
                                .found("leaked-caches"))
                .isPresent();
    }

    @Test
    void aRequestThatFailedIsNotExplainedByThem() {
        Asked asked =
                Asked.of(
                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                + slabinfo("sysfs_dir_cache", 9_000_000));

        assertThat(asked.verdict()).isEqualTo("kernel-limit certain");
    }
}
