/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.StackFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two CPUs that print at once, and other messages in between.
class InterleavingTest {

    private static String stack(String prefix, String comm, int pid, String caller) {
        return """
        %1$sCPU: 1 PID: %3$d Comm: %2$s Not tainted 4.14.158 #0
        %1$sCall Trace:
        %1$s dump_stack+0x1/0x2
        %1$s warn_alloc+0x1/0x2
        %1$s __alloc_pages_slowpath+0x1/0x2
        %1$s %4$s+0x1/0x2
        """
                .replace("%1$s", prefix)
                .replace("%2$s", comm)
                .replace("%3$d", Integer.toString(pid))
                .replace("%4$s", caller);
    }

    @Test
    void twoFailuresAtOnceKeepTheirOwnStacks() {
        List<KernelEvent> events =
                read(
                        """
                        [   10.000001] a/0: page allocation failure: order:1, mode:0x1080020(GFP_ATOMIC), nodemask=(null)
                        [   10.000002] b/0: page allocation failure: order:2, mode:0x14000c0(GFP_KERNEL), nodemask=0-1
                        [   10.000003] b/0 cpuset=/b mems_allowed=1
                        [   10.000004] a/0 cpuset=/ mems_allowed=0
                        """
                                + stack("[   10.000005] ", "b/0", 2, "b_alloc")
                                + stack("[   10.000006] ", "a/0", 1, "a_alloc"));
        AllocationFailure a = (AllocationFailure) events.getFirst();
        AllocationFailure b = (AllocationFailure) events.get(1);
        assertThat(a.memsAllowed()).contains("0");
        assertThat(b.cpuset()).contains("/b");
        assertThat(a.ownStack().orElseThrow().pid()).hasValue(1);
        assertThat(b.ownStack().orElseThrow().pid()).hasValue(2);
        assertThat(b.ownStack().orElseThrow().frames())
                .extracting(StackFrame::function)
                .endsWith("b_alloc");
        assertThat(events).hasSize(2);
    }

    @Test
    void aRecordCutByAnotherCpusLineIsPutTogether() {
        List<KernelEvent> events =
                read(
                        """
                        [   10.000001] kworker/0:1:\s
                        [   10.000002] br0: port 2(eth1) entered blocking state
                        [   10.000003] page allocation failure: order:3
                        [   10.000004] br0: port 2(eth1) entered forwarding state
                        [   10.000005] , mode:0x1084020(GFP_ATOMIC|__GFP_COMP)
                        [   10.000006] , nodemask=(null)
                        """
                                + stack("[   10.000007] ", "kworker/0:1", 7, "rx_refill"));
        assertThat(events).hasSize(1);
        AllocationFailure failure = (AllocationFailure) events.getFirst();
        assertThat(failure.comm()).isEqualTo("kworker/0:1");
        assertThat(failure.order()).isEqualTo(3);
        assertThat(failure.mode().text()).isEqualTo("0x1084020(GFP_ATOMIC|__GFP_COMP)");
        assertThat(failure.nodemask()).contains("(null)");
        assertThat(failure.ownStack()).isPresent();
    }

    @Test
    void theCallerOfPrintkKeepsCpusApart() {
        String a =
                "[   10.000001][T1] a/0: page allocation failure: order:1, mode:0x820(GFP_ATOMIC)\n"
                        + stack("[   10.000001][T1] ", "a/0", 1, "a_alloc")
                        + "[   10.000001][T1] Mem-Info:\n[   10.000001][T1] active_anon:1 inactive_anon:1 isolated_anon:0\n";
        String b =
                "[   10.000002][T2] a/0: page allocation failure: order:2, mode:0x820(GFP_ATOMIC)\n"
                        + stack("[   10.000002][T2] ", "a/0", 2, "b_alloc")
                        + "[   10.000002][T2] Mem-Info:\n[   10.000002][T2] active_anon:2 inactive_anon:2 isolated_anon:0\n";
        List<String> left = a.lines().toList();
        List<String> right = b.lines().toList();
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < left.size(); i++) {
            mixed.append(left.get(i)).append('\n').append(right.get(i)).append('\n');
        }
        List<AllocationFailure> failures =
                read(mixed.toString()).stream().map(AllocationFailure.class::cast).toList();
        assertThat(failures)
                .extracting(failure -> failure.ownStack().orElseThrow().pid().orElseThrow())
                .containsExactly(1, 2);
        assertThat(failures)
                .extracting(failure ->
                        failure.memInfo().orElseThrow().page("active_anon").orElseThrow())
                .containsExactly(1L, 2L);
    }

    @Test
    void otherProgramsLinesInBetweenDestroyNothing() {
        String log =
                Stream.of(
                                "a: page allocation failure: order:4, mode:0xd0",
                                "CPU: 1 PID: 9 Comm: a Not tainted 3.10.0-957.el7.x86_64 #1",
                                "Call Trace:",
                                "[<ffffffff81685fac>] dump_stack+0x19/0x1b",
                                "[<ffffffff811869a0>] warn_alloc_failed+0x110/0x180",
                                "[<ffffffff811cf10a>] kmalloc_order+0xaa/0x170",
                                "[<ffffffff811f3bb9>] seq_read+0xb9/0xe0",
                                "Mem-Info:",
                                "active_anon:1 inactive_anon:2 isolated_anon:0",
                                "Node 0 DMA free:15908kB min:64kB low:80kB high:96kB",
                                "lowmem_reserve[]: 0 2815 15868 15868",
                                "Node 0 DMA: 1*4kB (U) = 4kB",
                                "100 pages RAM")
                        .map(line ->
                                "Jun  8 11:04:35 n1 kernel: "
                                        + line
                                        + "\n"
                                        + "Jun  8 11:04:35 n1 kubelet[12]: I0608 SyncLoop (PLEG): ignored\n"
                                        + "Jun  8 11:04:35 n1 kernel: eth0: link becomes ready\n")
                        .reduce("", String::concat);
        List<KernelEvent> events = read(log);
        assertThat(events).hasSize(1);
        AllocationFailure failure = (AllocationFailure) events.getFirst();
        assertThat(failure.ownStack().orElseThrow().frames()).hasSize(4);
        assertThat(failure.memInfo().orElseThrow().complete()).isTrue();
        assertThat(failure.memInfo().orElseThrow().zones().getFirst().lowmemReserve()).hasSize(4);
    }

    @Test
    void aDumpThatIsRateLimitedGoesToTheFailureInFrontOfIt() {
        List<KernelEvent> events =
                read(
                        "[   10.000001] a: page allocation failure: order:1, mode:0x6080c0(GFP_KERNEL|__GFP_ZERO), nodemask=(null)\n"
                                + stack("[   10.000001] ", "a", 1, "x")
                                + "[   10.100001] a: page allocation failure: order:1, mode:0x6080c0(GFP_KERNEL|__GFP_ZERO), nodemask=(null)\n"
                                + stack("[   10.100001] ", "a", 1, "x")
                                + "[   10.100001] Mem-Info:\n[   10.100001] active_anon:1 inactive_anon:1 isolated_anon:0\n");
        assertThat(events)
                .extracting(event -> ((AllocationFailure) event).memInfo().isPresent())
                .containsExactly(false, true);
    }

    private static List<KernelEvent> read(String log) {
        return KernelLog.read(LogLines.of(log)).value();
    }
}
