/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class KmemArrayRuleTest {

    private static String shown(int order, String function) {
        return """
        Jun 11 07:11:08 n1 kernel: runc:[1:CHILD]: page allocation failure: order:%o, mode:0xc0d0
        Jun 11 07:11:08 n1 kernel: CPU: 3 PID: 4711 Comm: runc:[1:CHILD] Not tainted 3.10.0-1062.18.1.el7.x86_64 #1
        Jun 11 07:11:08 n1 kernel: Call Trace:
        Jun 11 07:11:08 n1 kernel: [<ffffffff81685fac>] dump_stack+0x19/0x1b
        Jun 11 07:11:08 n1 kernel: [<ffffffff811ba810>] warn_alloc_failed+0x110/0x180
        Jun 11 07:11:08 n1 kernel: [<ffffffff811bf0c4>] __alloc_pages_nodemask+0x9b4/0xba0
        Jun 11 07:11:08 n1 kernel: [<ffffffff81206db5>] kmalloc_order+0x18/0x40
        Jun 11 07:11:08 n1 kernel: [<ffffffff8120f2a1>] %f+0x81/0xd0
        Jun 11 07:11:08 n1 kernel: [<ffffffff811d9a14>] do_kmem_cache_create+0x74/0xf0
        Jun 11 07:11:08 n1 kernel: [<ffffffff811d9b92>] kmem_cache_create+0x102/0x1b0
        Jun 11 07:11:08 n1 kernel: [<ffffffffc0502a90>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]
        """
                .replace("%o", Integer.toString(order))
                .replace("%f", function);
    }

    private static final String INFERRED =
            """
            Jun 11 07:11:08 n1 kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0
            Jun 11 07:11:08 n1 kernel: kmem_cache_create(nf_conntrack_48971) failed with error -12
            Jun 11 07:11:08 n1 kernel: CPU: 3 PID: 4711 Comm: runc:[1:CHILD] Not tainted 3.10.0-1160.49.1.el7.x86_64 #1
            Jun 11 07:11:08 n1 kernel: Call Trace:
            Jun 11 07:11:08 n1 kernel: [<ffffffff81685fac>] dump_stack+0x19/0x1b
            Jun 11 07:11:08 n1 kernel: [<ffffffff811d9b92>] kmem_cache_create+0x187/0x1b0
            Jun 11 07:11:08 n1 kernel: [<ffffffffc0502a90>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]
            Jun 11 07:11:08 n1 kernel: Unable to create nf_conn slab cache
            """;

    @Test
    void theAllocatorsOwnStackAndACountBeyondAnyNodeAreProof() {
        Asked asked = Asked.of(shown(5, "memcg_alloc_cache_params"));

        assertThat(asked.says("kmem-array")).isEqualTo("kmem-memcg-leak certain KB-01");
        assertThat(asked.statement("kmem-array"))
                .isEqualTo(
                        "Order 5 here means that between 6,143 and 12,286 kernel-accounted memory cgroups existed at once; a node"
                                + " has perhaps 2,000 real ones, so they leak.");
        assertThat(asked.ruledOut("kmem-array")).containsExactly(Cause.EXTERNAL_FRAGMENTATION);
        assertThat(asked.missing("kmem-array")).hasSize(2);
        assertThat(asked.word()).isEqualTo("kmem-array");
    }

    @Test
    void theSmallerTheCountTheLessSureItIs() {
        assertThat(Asked.of(shown(4, "memcg_alloc_cache_params")).says("kmem-array"))
                .isEqualTo("kmem-memcg-leak likely KB-01");
        Asked small = Asked.of(shown(3, "memcg_alloc_cache_params"));
        assertThat(small.says("kmem-array")).isEqualTo("kmem-memcg-leak possible KB-01");
        assertThat(small.statement("kmem-array")).endsWith("so these may be real.");
    }

    @Test
    void anInferredCallerIsNeverCertain() {
        Asked asked = Asked.of(INFERRED);

        assertThat(asked.says("kmem-array")).isEqualTo("kmem-memcg-leak likely KB-01");
        assertThat(asked.statement("kmem-array"))
                .startsWith("Order 6 here means that between 12,287 and 24,574");
        assertThat(asked.missing("kmem-array").getFirst())
                .startsWith("grep -A 40 'page allocation failure'");
    }

    @Test
    void withAccountingOffAtBootTheInferenceFalls() {
        Asked asked =
                Asked.of(
                        INFERRED
                                + "$ cat /proc/cmdline\nBOOT_IMAGE=/vmlinuz-3.10.0-1160.49.1.el7.x86_64 root=/dev/sda1 ro cgroup.memory=nokmem\n");

        assertThat(asked.found("kmem-array")).isEmpty();
        assertThat(asked.clear("kmem-array").orElseThrow().title())
                .isEqualTo("Kernel memory is not accounted");
        assertThat(
                        Asked.of(
                                        INFERRED
                                                + "$ cat /proc/cmdline\nBOOT_IMAGE=/vmlinuz-3.10.0-1160.49.1.el7.x86_64 root=/dev/sda1 ro\n")
                                .found("kmem-array"))
                .isPresent();
    }

    @Test
    void withoutAnOrderTheNumberIsNotKnown() {
        Asked asked =
                Asked.on(
                        "3.10.0-1160.el7.x86_64",
                        "Jun 11 07:11:08 n1 kernel: Unable to create nf_conn slab cache\n");

        assertThat(asked.says("kmem-array")).isEqualTo("kmem-memcg-leak possible KB-01");
        assertThat(asked.statement("kmem-array"))
                .contains("its order, which would tell their number, is not in the evidence");
    }

    @Test
    void onKernelsThatGiveIdsBackAtRemovalItIsNotCertain() {
        String list =
                shown(5, "memcg_update_all_list_lrus")
                        .replace("3.10.0-1062.18.1.el7.x86_64", "4.9.0");
        Asked asked = Asked.of(list);

        assertThat(asked.says("kmem-array")).isEqualTo("kmem-memcg-leak likely KB-04");
        assertThat(asked.statement("kmem-array")).contains("memory cgroups were in use at once");
        assertThat(asked.found("kmem-array").orElseThrow().title())
                .startsWith("Memory cgroups pile up");
    }

    @Test
    void kernelsThatTakeTheArrayFromVmallocHaveNoSuchDemand() {
        assertThat(
                        Asked.of(
                                        shown(5, "memcg_alloc_cache_params")
                                                .replace("3.10.0-1062.18.1.el7.x86_64", "4.14.0"))
                                .found("kmem-array"))
                .isEmpty();
    }
}
