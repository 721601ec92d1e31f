/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class SlabChargeRuleTest {

    private static String slub(String cache) {
        return """
        Jun 11 07:11:08 n1 kernel: SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
        Jun 11 07:11:08 n1 kernel:   cache: %s, object size: 64, buffer size: 64, default order: 0, min order: 0
        Jun 11 07:11:08 n1 kernel:   node 0: slabs: 12, objs: 768, free: 0
        """
                .replace("%s", cache);
    }

    @Test
    void aCgroupsCopyOfACacheIsRefusedItsCharge() {
        Asked asked = Asked.on("3.10.0-957.el7.x86_64", slub("kmalloc-64(5530:0a3b)"));

        assertThat(asked.says("slab-charge")).isEqualTo("kmem-memcg-leak likely KB-02");
        assertThat(asked.statement("slab-charge"))
                .isEqualTo(
                        "SLUB could not get a page for the cache kmalloc-64 of the cgroup 0a3b (id 5,530), and the page allocator"
                                + " printed no failure: the charge was refused, not the page.");
        assertThat(Asked.on("4.4.0", slub("kmalloc-64(5530:0a3b)")).says("slab-charge"))
                .isEqualTo("kmem-memcg-leak possible KB-02");
        assertThat(Asked.of(slub("kmalloc-64(5530:0a3b)")).says("slab-charge"))
                .isEqualTo("kmem-memcg-leak possible KB-02");
    }

    @Test
    void aCacheOfTheNodeTellsNothing() {
        Asked asked = Asked.on("3.10.0-957.el7.x86_64", slub("kmalloc-64"));

        assertThat(asked.says("slab-charge")).isEqualTo("inconclusive possible");
        assertThat(asked.statement("slab-charge")).contains("could not get a page for kmalloc-64");
        assertThat(asked.missing("slab-charge")).hasSize(1);
    }

    @Test
    void aFailedAllocationOfTheSameMomentIsTheCauseItself() {
        Asked asked =
                Asked.on(
                        "3.10.0-957.el7.x86_64",
                        "Jun 11 07:11:08 n1 kernel: swapper/3: page allocation failure: order:0, mode:0x20\n"
                                + slub("kmalloc-64(5530:0a3b)"));

        assertThat(asked.found("slab-charge")).isEmpty();
    }
}
