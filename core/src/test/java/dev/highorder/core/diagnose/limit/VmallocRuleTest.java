/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class VmallocRuleTest {

    private static final String STACK =
            """
            [ 1234.567900] CPU: 1 PID: 4711 Comm: modprobe Not tainted 6.1.0 #1
            [ 1234.567901] Call Trace:
            [ 1234.567902]  dump_stack_lvl+0x44/0x5c
            [ 1234.567903]  warn_alloc+0x128/0x1a0
            [ 1234.567904]  __vmalloc_node_range+0x5d0/0x8f0
            [ 1234.567905]  %s
            """;

    @Test
    void aSearchThatFoundNoRangeIsOfAddresses() {
        Asked asked =
                Asked.of(
                        "[ 1234.567890] vmap allocation for size 1052672 failed: use vmalloc=<size> to increase size\n");

        assertThat(asked.says("vmalloc")).isEqualTo("vmalloc-exhausted certain KB-25");
        assertThat(asked.statement("vmalloc"))
                .isEqualTo(
                        "No free range of addresses for 1 MiB was left in the area that vmalloc may use; that is not"
                                + " memory.");
    }

    @Test
    void aRangeWhoseDescriptionMayHaveBeenRefusedIsLessSure() {
        assertThat(
                        Asked.of(
                                        "[ 1234.567890] modprobe: vmalloc error: size 8192, vm_struct allocation failed,"
                                                + " mode:0xcc0(GFP_KERNEL), nodemask=(null)\n")
                                .says("vmalloc"))
                .isEqualTo("vmalloc-exhausted likely KB-25");
    }

    @Test
    void aSizeBeyondTheMachineIsTheCallersFault() {
        String error =
                "[ 1234.567890] modprobe: vmalloc error: size %d, failed to allocate pages, mode:0xcc0(GFP_KERNEL),"
                        + " nodemask=(null)\nMemTotal:        1048576 kB\n";

        assertThat(Asked.of(error.replace("%d", "1073741825")).says("vmalloc"))
                .isEqualTo("kernel-bug likely KB-67");
        assertThat(Asked.of(error.replace("%d", "1073741824")).found("vmalloc")).isEmpty();
        assertThat(
                        Asked.of(
                                        "[ 1234.567890] modprobe: vmalloc error: size 17179869184, exceeds total pages,"
                                                + " mode:0xcc0(GFP_KERNEL), nodemask=(null)\n")
                                .says("vmalloc"))
                .isEqualTo("kernel-bug likely KB-67");
    }

    @Test
    void aLargePageThatIsNotToBeHadIsDoneWithout() {
        String error =
                "[ 1234.567890] modprobe: vmalloc error: size 4194304, page order 9, failed to allocate pages,"
                        + " mode:0xcc2(GFP_KERNEL|__GFP_HIGHMEM), nodemask=(null)\n"
                        + STACK.replace("%s", "bpf_prog_alloc+0x10/0x20");

        assertThat(Asked.of(error).says("vmalloc")).isEqualTo("harmless likely KB-75");
        assertThat(Asked.of(error).statement("vmalloc"))
                .startsWith("vmalloc tried pages of order 9 first");
    }

    @Test
    void aSelfTestExpectsToBeRefused() {
        String error =
                "[ 1234.567890] vmalloc_test/0: vmalloc error: size 4194304, failed to allocate pages,"
                        + " mode:0xcc0(GFP_KERNEL), nodemask=(null)\n";

        assertThat(Asked.of(error).says("vmalloc")).isEqualTo("harmless likely KB-75");
        assertThat(
                        Asked.of(
                                        error.replace("vmalloc_test/0", "modprobe")
                                                + STACK.replace(
                                                        "%s",
                                                        "fix_size_alloc_test+0x10/0x20 [test_vmalloc]"))
                                .says("vmalloc"))
                .isEqualTo("harmless likely KB-75");
        assertThat(Asked.of(error.replace("vmalloc_test/0", "modprobe")).found("vmalloc"))
                .isEmpty();
    }
}
