/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import static dev.highorder.core.diagnose.Evidence.found;
import static dev.highorder.core.diagnose.Evidence.ruling;
import static dev.highorder.core.diagnose.Evidence.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Report;
import dev.highorder.core.diagnose.ReportZone;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import org.junit.jupiter.api.Test;

/// EarlyBootRule, FaultInjectionRule, KernelDefectRule and FallbackRule.
class DefectRulesTest {

    private static final Ruling OTHER = Ruling.NotApplicable.OTHER_MATTER;

    @Test
    void zones_without_a_page_and_without_a_watermark_were_asked_too_early() {
        Report early =
                Report.refused(0, "0x100(__GFP_ZERO)")
                        .zone(ReportZone.of(0, "DMA32"))
                        .zone(ReportZone.normal());

        Ruling.Found found = found(new EarlyBootRule(), early);

        assertThat(found.cause()).isEqualTo(Cause.KERNEL_BUG);
        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .startsWith("Every zone has 0 free pages and a min watermark of 0: ");
        assertThat(found.cites()).hasSize(2);
    }

    @Test
    void an_empty_zone_beside_one_with_a_watermark_or_pages_is_no_early_boot() {
        for (ReportZone other :
                new ReportZone[] {
                    ReportZone.normal().minKb(40), ReportZone.normal().blocks(0, 1, "U")
                }) {
            assertThat(
                            ruling(
                                    new EarlyBootRule(),
                                    Report.refused(0, "0xcc0(GFP_KERNEL)")
                                            .zone(ReportZone.of(0, "DMA32"))
                                            .zone(other)))
                    .isEqualTo(OTHER);
        }
        assertThat(ruling(new EarlyBootRule(), Report.refused(0, "0xcc0(GFP_KERNEL)")))
                .isEqualTo(OTHER);
    }

    @Test
    void a_snapshot_of_zeros_is_no_early_boot() {
        String text =
                Report.refused(0, "0xcc0(GFP_KERNEL)").withoutMemInfo()
                        + """

                        $ cat /proc/buddyinfo
                        Node 0, zone   Normal 0 0 0 0 0 0 0 0 0 0 0
                        """;

        assertThat(ruling(new EarlyBootRule(), text)).isEqualTo(OTHER);
    }

    @Test
    void the_kernel_says_that_it_was_told_to_fail() {
        Report told =
                Report.headed("FAULT_INJECTION: forcing a failure.")
                        .line("name failslab, interval 1, probability 0, space 0, times 0")
                        .withoutMemInfo();

        Ruling.Found found = found(new FaultInjectionRule(), told);

        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "Fault injection is on and refused the request (failslab); no memory was short.");
        assertThat(verdict(told)).isEqualTo("fault-injection certain");
    }

    @Test
    void the_stack_of_a_failure_shows_that_it_was_told_to_fail() {
        Report told =
                Report.refused(0, "0xcc0(GFP_KERNEL)")
                        .stack("should_fail_alloc_page", "__alloc_pages", "tomoyo_encode2")
                        .withoutMemInfo();

        assertThat(found(new FaultInjectionRule(), told).cites().getFirst().text())
                .contains("should_fail_alloc_page");
        for (String function :
                new String[] {"fail_dump", "should_fail", "should_fail_ex", "should_failslab"}) {
            assertThat(
                            ruling(
                                    new FaultInjectionRule(),
                                    Report.refused(0, "0xcc0(GFP_KERNEL)")
                                            .stack(function)
                                            .withoutMemInfo()))
                    .isInstanceOf(Ruling.Found.class);
        }
    }

    @Test
    void a_frame_that_the_kernel_doubts_tells_of_no_injection() {
        String text =
                Report.refused(0, "0xcc0(GFP_KERNEL)")
                        .stack("__alloc_pages", "tomoyo_encode2")
                        .withoutMemInfo()
                        .toString()
                        .replace(
                                " __alloc_pages+",
                                " ? should_failslab+0x5/0x10\n[5000.100009]  __alloc_pages+");

        assertThat(ruling(new FaultInjectionRule(), text)).isEqualTo(OTHER);
    }

    @Test
    void a_request_above_the_largest_order_is_the_callers_fault() {
        Report warning =
                Report.headed(
                                "WARNING: CPU: 1 PID: 4242 at mm/page_alloc.c:5407 __alloc_pages+0x3ad/0x4d0")
                        .withoutMemInfo();

        Ruling.Found found = found(new KernelDefectRule(), warning);

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.kb()).contains("KB-46");
        assertThat(found.statement())
                .isEqualTo(
                        "The kernel warned at mm/page_alloc.c:5407 __alloc_pages: the request is larger than the allocator ever"
                                + " serves, so no state of memory could have helped; the caller took its size unchecked.");
    }

    @Test
    void a_warning_in_the_slow_path_was_about_the_size_up_to_4_18_only() {
        Report warning =
                Report.headed(
                                "WARNING: CPU: 1 PID: 4242 at mm/page_alloc.c:4425"
                                        + " __alloc_pages_slowpath.constprop.0+0xd/0x40")
                        .bareStack("__alloc_pages", "xfs_buf_alloc")
                        .withoutMemInfo();

        assertThat(ruling(new KernelDefectRule(), warning.release("5.15.135"))).isEqualTo(OTHER);
        assertThat(ruling(new KernelDefectRule(), warning.release("4.14.67")))
                .isInstanceOf(Ruling.Found.class);
    }

    @Test
    void a_broken_page_state_is_certain_and_an_oops_likely() {
        Report broken =
                Report.headed("BUG: Bad page state in process kswapd0  pfn:12345").withoutMemInfo();
        Report oops =
                Report.headed("BUG: kernel NULL pointer dereference, address: 0000000000000008")
                        .withoutMemInfo();

        assertThat(found(new KernelDefectRule(), broken).confidence())
                .isEqualTo(Confidence.CERTAIN);
        assertThat(found(new KernelDefectRule(), broken).statement())
                .isEqualTo(
                        "The kernel reports: BUG: Bad page state in process kswapd0  pfn:12345. A defect of the kernel or of a"
                                + " module, or bad memory, can do that; a shortage cannot.");
        assertThat(found(new KernelDefectRule(), oops).confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found(new KernelDefectRule(), oops).statement())
                .contains("kernel NULL pointer dereference");
    }

    @Test
    void other_notices_are_no_defect() {
        assertThat(
                        ruling(
                                new KernelDefectRule(),
                                Report.headed("nf_conntrack: table full, dropping packet")
                                        .withoutMemInfo()))
                .isEqualTo(OTHER);
    }

    @Test
    void callers_with_another_way_go_on() {
        Report large =
                Report.refused(9, "0xdc2(GFP_KERNEL|__GFP_HIGHMEM|__GFP_ZERO)")
                        .stack("__alloc_pages", "vm_area_alloc_pages", "__vmalloc_node_range")
                        .withoutMemInfo();

        Ruling.Found found = found(new FallbackRule(), large);

        assertThat(found.cause()).isEqualTo(Cause.HARMLESS);
        assertThat(found.severity()).isEqualTo(Severity.INFO);
        assertThat(found.statement())
                .isEqualTo(
                        "When the piece is not to be had, vm_area_alloc_pages maps single pages instead, and nothing else in the"
                                + " evidence failed with it.");
        assertThat(verdict(large)).isEqualTo("harmless likely");
        for (String caller :
                new String[] {
                    "__vmalloc_area_node", "nf_ct_alloc_hashtable", "alloc_large_system_hash"
                }) {
            assertThat(
                            ruling(
                                    new FallbackRule(),
                                    Report.refused(4, "0xcc0(GFP_KERNEL)")
                                            .stack("__alloc_pages", caller)
                                            .withoutMemInfo()))
                    .isInstanceOf(Ruling.Found.class);
        }
    }

    @Test
    void a_failure_printed_beneath_kvmalloc_had_no_other_way() {
        assertThat(
                        ruling(
                                new FallbackRule(),
                                Report.refused(4, "0x40c40(GFP_NOFS|__GFP_COMP)")
                                        .stack(
                                                "__alloc_pages",
                                                "kmalloc_order",
                                                "kvmalloc_node",
                                                "f2fs_init")
                                        .withoutMemInfo()))
                .isEqualTo(OTHER);
    }

    @Test
    void a_single_page_has_no_smaller_piece_and_a_failed_pod_is_not_harmless() {
        Report single =
                Report.refused(0, "0xdc2(GFP_KERNEL|__GFP_HIGHMEM|__GFP_ZERO)")
                        .stack("__alloc_pages", "vm_area_alloc_pages")
                        .withoutMemInfo();
        String failed =
                Report.refused(9, "0xdc2(GFP_KERNEL|__GFP_HIGHMEM|__GFP_ZERO)")
                                .comm("runc")
                                .stack("__alloc_pages", "vm_area_alloc_pages")
                                .withoutMemInfo()
                        + "E0304 02:10:08.000000    1234 remote_runtime.go:222] \"RunPodSandbox from runtime service failed\""
                        + " err=\"rpc error: code = Unknown desc = fork/exec /usr/bin/runc: cannot allocate memory\"\n";

        assertThat(ruling(new FallbackRule(), single)).isEqualTo(OTHER);
        assertThat(ruling(new FallbackRule(), failed)).isEqualTo(OTHER);
    }
}
