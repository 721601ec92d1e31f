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
import org.junit.jupiter.api.Test;

class NodeRuleTest {

    private static final NodeRule RULE = new NodeRule();
    private static final String USER = "0x100cca(GFP_HIGHUSER_MOVABLE)";
    private static final String KERNEL = "0xcc0(GFP_KERNEL)";
    private static final String PINNED = "0x240cc0(GFP_KERNEL|__GFP_COMP|__GFP_THISNODE)";
    private static final String OTHER_REPORT =
            """
            [10.000000] Mem-Info:
            [10.000001] Node 0 Normal: 9*4kB (U) = 36kB
            [10.000002] Node 1 Normal: 9*4kB (U) = 36kB
            [10.000003] 2000000 pages RAM
            """;

    private static ReportZone out(int node) {
        return ReportZone.of(node, "Normal").minKb(40_000).blocks(0, 3_000, "UM");
    }

    private static ReportZone plenty(int node) {
        return ReportZone.of(node, "Normal")
                .minKb(40_000)
                .blocks(0, 400_000, "UM")
                .blocks(10, 50, "M");
    }

    @Test
    void a_cpuset_that_the_kernel_names_shuts_out_the_node_that_has_memory() {
        Report oom =
                Report.oom(0, USER, "CONSTRAINT_CPUSET", "0")
                        .pages("active_anon", 900_000)
                        .pages("free", 500_000)
                        .zone(out(0));

        Ruling.Found found = found(RULE, oom);

        assertThat(found.cause()).isEqualTo(Cause.NUMA_RESTRICTED);
        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "1.8 GiB are free on the machine outside the nodes that this request may use; the kernel names the"
                                + " constraint: CONSTRAINT_CPUSET, mems_allowed=0.");
        assertThat(found.kb()).contains("KB-27");
        assertThat(found.ruledOut().getFirst().reason())
                .isEqualTo("other nodes of the machine have 1.8 GiB free");
        assertThat(verdict(oom)).isEqualTo("numa-restricted certain");
    }

    @Test
    void a_memory_policy_counts_as_a_cpuset_does_and_no_constraint_does_not() {
        for (String constraint : new String[] {"CONSTRAINT_MEMORY_POLICY", "CONSTRAINT_NONE"}) {
            Report oom =
                    Report.oom(0, USER, constraint, "0")
                            .pages("active_anon", 900_000)
                            .pages("free", 500_000)
                            .zone(out(0));

            assertThat(ruling(RULE, oom) instanceof Ruling.Found)
                    .isEqualTo(constraint.endsWith("POLICY"));
        }
    }

    @Test
    void a_node_that_is_printed_and_shut_out_is_held_against_the_same_request() {
        Report refused =
                Report.refused(0, KERNEL, "0", "0-1")
                        .pages("active_anon", 900_000)
                        .zone(out(0))
                        .zone(plenty(1));

        Ruling.Found found = found(RULE, refused);

        assertThat(found.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(found.statement())
                .isEqualTo(
                        "Node 1 Normal has 1.7 GiB free and would serve order 0 (4 KiB), but the request may not use that node,"
                                + " nodemask=0, mems_allowed=0-1.");
        assertThat(found.cites().get(1).text()).contains("Node 1 Normal: 400000*4kB");
    }

    @Test
    void of_the_nodes_that_would_serve_the_one_with_most_is_named() {
        Report refused =
                Report.refused(0, KERNEL, "0", "0-2")
                        .pages("active_anon", 900_000)
                        .zone(out(0))
                        .zone(ReportZone.of(1, "Normal").minKb(4_000).blocks(0, 100_000, "UM"))
                        .zone(plenty(2));

        assertThat(found(RULE, refused).statement()).startsWith("Node 2 Normal has 1.7 GiB free");
    }

    @Test
    void a_node_that_would_not_serve_the_order_either_is_no_help() {
        Report refused =
                Report.refused(5, "0x40cc0(GFP_KERNEL|__GFP_COMP)", "0", "0-1")
                        .pages("inactive_file", 900_000)
                        .zone(ReportZone.of(0, "Normal").minKb(40_000).blocks(0, 90_000, "UM"))
                        .zone(ReportZone.of(1, "Normal").minKb(40_000).blocks(0, 400_000, "UM"));

        assertThat(ruling(RULE, refused)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(verdict(refused)).isEqualTo("external-fragmentation certain");
    }

    @Test
    void THISNODE_leaves_the_nodes_that_refuse() {
        Report pinned =
                Report.refused(0, PINNED)
                        .pages("active_anon", 900_000)
                        .zone(plenty(0))
                        .zone(out(1));

        Ruling.Found found = found(RULE, pinned);

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .isEqualTo(
                        "Node 0 Normal has 1.7 GiB free and would serve order 0 (4 KiB), but the request may not use that node,"
                                + " mems_allowed=0; __GFP_THISNODE binds it to one node.");
    }

    @Test
    void THISNODE_with_all_nodes_out_or_all_serving_is_no_restriction() {
        assertThat(ruling(RULE, Report.refused(0, PINNED).zone(out(0)).zone(out(1))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(ruling(RULE, Report.refused(0, PINNED).zone(plenty(0)).zone(plenty(1))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void nodes_that_the_report_leaves_out_count_for_a_user_request() {
        String text =
                OTHER_REPORT
                        + Report.refused(0, USER, "(null)", "0")
                                .pages("active_anon", 900_000)
                                .pages("free", 500_000)
                                .zone(out(0));

        Ruling.Found found = found(RULE, text);

        assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(found.statement())
                .isEqualTo(
                        "1.8 GiB are free on the machine outside the nodes that this request may use, mems_allowed=0.");
    }

    @Test
    void a_kernel_request_may_leave_its_cpuset_so_nodes_left_out_leave_it_open() {
        String text =
                OTHER_REPORT
                        + Report.refused(4, KERNEL, "(null)", "0")
                                .pages("inactive_file", 900_000)
                                .pages("free", 500_000)
                                .zone(
                                        ReportZone.of(0, "Normal")
                                                .minKb(40_000)
                                                .blocks(0, 90_000, "UM"));

        assertThat(ruling(RULE, text)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
        assertThat(verdict(text)).isEqualTo("external-fragmentation likely");
    }

    @Test
    void pages_that_came_free_while_the_report_was_printed_are_no_other_node() {
        // the marks are 2 * 60,000 kB = 30,000 pages
        for (long more : new long[] {30_000, 30_001}) {
            Report oom =
                    Report.oom(0, USER, "CONSTRAINT_CPUSET", "0")
                            .pages("active_anon", 900_000)
                            .pages("free", 3_000 + more)
                            .zone(out(0));

            assertThat(ruling(RULE, oom) instanceof Ruling.Found).isEqualTo(more > 30_000);
        }
    }

    @Test
    void a_report_that_was_cut_may_have_lost_the_other_node() {
        String text =
                OTHER_REPORT
                        + Report.refused(0, USER, "(null)", "0-1")
                                .pages("active_anon", 900_000)
                                .pages("free", 500_000)
                                .zone(out(0))
                                .toString()
                                .replaceAll("(?s)\\[[^\\n]*total pagecache pages.*", "");

        assertThat(ruling(RULE, text)).isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }

    @Test
    void a_zone_that_serves_is_no_restriction() {
        assertThat(
                        ruling(
                                RULE,
                                Report.refused(0, KERNEL, "0", "0-1")
                                        .zone(plenty(0))
                                        .zone(plenty(1))))
                .isEqualTo(Ruling.NotApplicable.OTHER_MATTER);
    }
}
