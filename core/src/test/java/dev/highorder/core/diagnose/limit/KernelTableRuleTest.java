/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class KernelTableRuleTest {

    private static final String FULL =
            "[ 1234.567890] nf_conntrack: nf_conntrack: table full, dropping packet\n";

    @Test
    void eachTableIsNamedWithItsPage() {
        assertThat(Asked.of(FULL).says("kernel-table"))
                .isEqualTo("conntrack-table-full certain KB-57");
        assertThat(
                        Asked.of("[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n")
                                .says("kernel-table"))
                .isEqualTo("kernel-limit certain KB-58");
        assertThat(
                        Asked.of("[ 1234.567890] TCP: out of memory -- consider tuning tcp_mem\n")
                                .says("kernel-table"))
                .isEqualTo("kernel-limit certain KB-82");
        assertThat(
                        Asked.of("[ 1234.567890] VFS: file-max limit 1048576 reached\n")
                                .says("kernel-table"))
                .isEqualTo("kernel-limit certain KB-81");
        assertThat(
                        Asked.of("[ 1234.567890] nf_conntrack: expectation table full\n")
                                .says("kernel-table"))
                .isEqualTo("kernel-limit certain KB-78");
    }

    @Test
    void theFiguresAreSaid() {
        assertThat(
                        Asked.of(FULL + "net.netfilter.nf_conntrack_max = 65536\n")
                                .statement("kernel-table"))
                .contains("holds net.netfilter.nf_conntrack_max (65,536 here) entries");
        assertThat(Asked.of(FULL).statement("kernel-table"))
                .contains("holds net.netfilter.nf_conntrack_max entries");
        assertThat(
                        Asked.of("[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n")
                                .statement("kernel-table"))
                .startsWith("The table arp_cache holds");
    }

    @Test
    void aTableThatIsNotFullIsNoLimit() {
        assertThat(
                        Asked.of("[ 1234.567890] nf_conntrack: falling back to vmalloc.\n")
                                .found("kernel-table"))
                .isEmpty();
        assertThat(
                        Asked.of("[ 1234.567890] Unable to create nf_conn slab cache\n")
                                .found("kernel-table"))
                .isEmpty();
    }
}
