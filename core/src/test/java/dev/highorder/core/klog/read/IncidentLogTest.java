/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log of the incident that the project grew from.
class IncidentLogTest {
    private static final String LOG =
            """
            Jun  8 11:04:35 node-1 kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0
            Jun  8 11:04:35 node-1 kernel: kmem_cache_create(nf_conntrack_48971) failed with error -12
            Jun  8 11:04:35 node-1 kernel: CPU: 13 PID: 187290 Comm: runc:[1:CHILD] Tainted: G               ------------ T 3.10.0-1160.49.1.el7.x86_64 #1
            Jun  8 11:04:35 node-1 kernel: Hardware name: HPE ProLiant DL388 Gen10/ProLiant DL388 Gen10, BIOS U30 11/13/2019
            Jun  8 11:04:35 node-1 kernel: Call Trace:
            Jun  8 11:04:35 node-1 kernel: [<ffffffffa0183539>] dump_stack+0x19/0x1b
            Jun  8 11:04:35 node-1 kernel: [<ffffffff9fbe5e87>] kmem_cache_create+0x187/0x1b0
            Jun  8 11:04:35 node-1 kernel: [<ffffffffc02e3de0>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]
            Jun  8 11:04:35 node-1 kernel: [<ffffffffc02e46e4>] nf_conntrack_pernet_init+0x14/0x150 [nf_conntrack]
            Jun  8 11:04:35 node-1 kernel: [<ffffffffa004b0d4>] ops_init+0x44/0x150
            Jun  8 11:04:35 node-1 kernel: [<ffffffffa004b29b>] setup_net+0xbb/0x170
            Jun  8 11:04:35 node-1 kernel: [<ffffffffa004ba35>] copy_net_ns+0xb5/0x180
            Jun  8 11:04:35 node-1 kernel: [<ffffffff9facb0d9>] create_new_namespaces+0xf9/0x180
            Jun  8 11:04:35 node-1 kernel: [<ffffffff9facb31a>] unshare_nsproxy_namespaces+0x5a/0xc0
            Jun  8 11:04:35 node-1 kernel: [<ffffffff9fa9a77b>] SyS_unshare+0x1cb/0x340
            Jun  8 11:04:35 node-1 kernel: [<ffffffffa0195f92>] system_call_fastpath+0x25/0x2a
            Jun  8 11:04:35 node-1 kernel: Unable to create nf_conn slab cache
            Jun  8 11:04:35 node-1 kubelet: E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: EOF: unknown
            """;

    private final List<KernelEvent> events = KernelLog.read(LogLines.of(LOG)).value();

    @Test
    void threeEventsAreRead() {
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        AllocationFailure.class, CacheCreateFailure.class, KernelNotice.class);
    }

    @Test
    void theStackIsNotTheAllocators() {
        AllocationFailure failure = (AllocationFailure) events.getFirst();
        assertThat(failure.comm()).isEqualTo("runc:[1:CHILD]");
        assertThat(failure.order()).isEqualTo(6);
        assertThat(failure.mode().text()).isEqualTo("0xc0d0");
        assertThat(failure.mode().mask()).hasValue(0xc0d0);
        assertThat(failure.ownStack()).isEmpty();
        assertThat(failure.memInfo()).isEmpty();
        assertThat(failure.otherStack()).isEqualTo(((CacheCreateFailure) events.get(1)).stack());
    }

    @Test
    void theStackBelongsToTheSlabLayersErrorPath() {
        CacheCreateFailure failure = (CacheCreateFailure) events.get(1);
        assertThat(failure.cache()).isEqualTo("nf_conntrack_48971");
        assertThat(failure.errno()).isEqualTo(12);
        StackDump stack = failure.stack().orElseThrow();
        assertThat(stack.comm()).contains("runc:[1:CHILD]");
        assertThat(stack.pid()).hasValue(187290);
        assertThat(stack.cpu()).hasValue(13);
        assertThat(stack.release()).contains("3.10.0-1160.49.1.el7.x86_64");
        assertThat(stack.taint()).isEqualTo("G ------------ T");
        assertThat(stack.hardware())
                .contains("HPE ProLiant DL388 Gen10/ProLiant DL388 Gen10, BIOS U30 11/13/2019");
        assertThat(stack.frames())
                .extracting(StackFrame::function)
                .containsExactly(
                        "dump_stack",
                        "kmem_cache_create",
                        "nf_conntrack_init_net",
                        "nf_conntrack_pernet_init",
                        "ops_init",
                        "setup_net",
                        "copy_net_ns",
                        "create_new_namespaces",
                        "unshare_nsproxy_namespaces",
                        "SyS_unshare",
                        "system_call_fastpath");
        assertThat(stack.frames().get(2).module()).isEqualTo("nf_conntrack");
        assertThat(Requester.requester(stack).orElseThrow().function())
                .isEqualTo("nf_conntrack_init_net");
        assertThat(Requester.callSite(stack)).as("kmalloc had returned already").isEmpty();
    }

    @Test
    void eachEventKeepsItsPlaceNodeAndTime() {
        assertThat(events).extracting(event -> event.cite().line()).containsExactly(1, 2, 17);
        assertThat(events)
                .allSatisfy(event -> {
                    assertThat(event.origin().host()).contains("node-1");
                    assertThat(event.origin().stamp().orElseThrow().text())
                            .isEqualTo("Jun  8 11:04:35");
                });
    }
}
