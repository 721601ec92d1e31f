/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Evidence;
import dev.highorder.core.diagnose.Report;
import dev.highorder.core.diagnose.ReportZone;
import dev.highorder.core.diagnose.page.Consumers.Consumer;
import dev.highorder.core.incident.MemoryPicture;
import org.junit.jupiter.api.Test;

class ConsumersTest {

    private static MemoryPicture picture(Report report) {
        return Evidence.request(report).picture();
    }

    private static Report report() {
        return Report.refused(0, "0xcc0(GFP_KERNEL)")
                .zone(ReportZone.normal().managedKb(4_000_000).blocks(0, 1_000, "U"));
    }

    @Test
    void every_page_of_the_machine_has_one_holder() {
        Report full =
                report().pages("active_anon", 100_000)
                        .pages("inactive_anon", 50_000)
                        .pages("shmem", 30_000)
                        .pages("active_file", 20_000)
                        .pages("inactive_file", 10_000)
                        .pages("slab_reclaimable", 9_000)
                        .pages("slab_unreclaimable", 8_000)
                        .pages("pagetables", 7_000)
                        .pages("unevictable", 6_000)
                        .hugePages(500, 2_048);

        assertThat(Consumers.of(picture(full)))
                .containsExactly(
                        new Consumer("pages in no counter", 533_000),
                        new Consumer("huge pages that are set aside", 256_000),
                        new Consumer("anonymous memory", 120_000),
                        new Consumer("page cache", 30_000),
                        new Consumer("shared memory and tmpfs", 30_000),
                        new Consumer("reclaimable slab", 9_000),
                        new Consumer("unreclaimable slab", 8_000),
                        new Consumer("page tables", 7_000),
                        new Consumer("unevictable pages", 6_000));
    }

    @Test
    void shared_memory_that_is_locked_does_not_make_anonymous_memory_negative() {
        assertThat(Consumers.of(picture(report().pages("shmem", 30_000))))
                .extracting(Consumer::name)
                .doesNotContain("anonymous memory");
    }

    @Test
    void what_counters_hold_twice_leaves_nothing_to_tell() {
        assertThat(Consumers.unaccounted(picture(report().pages("active_anon", 2_000_000))))
                .isEmpty();
        assertThat(Consumers.unaccounted(picture(report().pages("active_anon", 999_000))))
                .hasValue(0);
    }

    @Test
    void without_the_size_of_the_machine_nothing_is_unaccounted() {
        String noManaged = report().toString().replaceAll(" managed:\\d+kB", "");

        assertThat(Consumers.unaccounted(Evidence.request(noManaged).picture())).isEmpty();
    }

    @Test
    void a_picture_without_counters_has_no_sentence() {
        String noManaged = report().toString().replaceAll(" managed:\\d+kB", "");

        assertThat(Consumers.sentence(Evidence.request(noManaged).picture())).isEmpty();
    }
}
