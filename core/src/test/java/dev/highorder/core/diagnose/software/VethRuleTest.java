/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class VethRuleTest {

    private static final String VETH =
            "docker: Error response from daemon: failed to create endpoint web on network bridge: failed to add the host (veth1) <=>"
                    + " sandbox (veth2) pair interfaces: cannot allocate memory.\n";

    @Test
    void onKernelsWithOneArrayItMayBeTheQueues() {
        for (String release :
                new String[] {"5.15.0-91-generic", "5.13.0", "6.8.0", "5.14.0-362.el9.x86_64"}) {
            Asked asked = Asked.on(release, VETH);
            assertThat(asked.says("veth-queues"))
                    .as(release)
                    .isEqualTo("external-fragmentation possible KB-48");
            assertThat(asked.statement("veth-queues")).contains(release);
        }
    }

    @Test
    void onOthersNothingTells() {
        for (String release : new String[] {"5.12.0", "6.9.0", "3.10.0-1160.el7.x86_64"}) {
            assertThat(Asked.on(release, VETH).found("veth-queues")).as(release).isEmpty();
        }
        assertThat(Asked.of(VETH).verdict()).isEqualTo("inconclusive possible");
    }

    @Test
    void withAKernelLogTheLogDecides() {
        assertThat(
                        Asked.on(
                                        "5.15.0-91-generic",
                                        VETH
                                                + "[ 1234.567890] neighbour: arp_cache: neighbor table overflow!\n")
                                .found("veth-queues"))
                .isEmpty();
    }
}
