/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapTest {

    private static final String NODE =
            "src/test/resources/kernels/6.1.192-x86_64/mixed-both/before";

    @TempDir Path folder;

    @Test
    void theCountsAreTheKernelsOwn() {
        Run run = Run.of("map", NODE);
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("free pages of Node 0 DMA (buddyinfo): 3,808 here, 3,808 there (equal)")
                .contains(
                        "free pages of Node 0 DMA32 (buddyinfo): 88,191 here, 88,191 there (equal)")
                .contains("page table pages (meminfo): 221 here, 221 there (equal)");
    }

    @Test
    void withoutColourEveryBlockIsALetter() {
        String out = Run.of("map", NODE).out();
        assertThat(out)
                .startsWith(
                        """
                        Node 0 DMA  8 pageblocks of 2 MiB, from page frame 1
                          u.......
                          .       7   88 %  free
                          u       1   13 %  unmovable: only the owners of its pages can empty it
                        """);
    }

    @Test
    void withColourTwoBlocksShareACharacter() {
        String out = Run.of("--color=always", "map", NODE).out();
        assertThat(out).contains("\u2580").contains("\u001b[38;5;252");
    }

    @Test
    void thePageRunsNoScriptAndAsksForNothing() {
        Run run = Run.of("map", "-o", "html", NODE);
        assertThat(run.out())
                .startsWith("<!DOCTYPE html>")
                .contains("Content-Security-Policy")
                .contains("<svg class=\"map\"")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    @Test
    void withoutPageFlagsItSaysWhatCannotBeKnown() {
        Run run = Run.of("map", NODE + "/proc/buddyinfo", NODE + "/proc/pagetypeinfo");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Node 0 DMA32  248 pageblocks of 2 MiB")
                .contains("221 of type Movable")
                .contains("Not known")
                .contains("/proc/kpageflags");
    }

    @Test
    void thePageNamesAllThatIsNotKnownUnderOneHeading() {
        String out = Run.of("map", "-o", "html", NODE + "/proc/buddyinfo").out();
        assertThat(out).containsOnlyOnce("<h2>Not known</h2>").contains("/proc/kpageflags");
    }

    @Test
    void bareFilesOfWordsAreReadWithoutZones() throws IOException {
        ByteBuffer words = ByteBuffer.allocate(8 * 1024).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1024; i++) {
            words.putLong(i == 700 ? 1L << 7 : 1L << 10);
        }
        Path flags = Files.write(folder.resolve("kpageflags"), words.array());
        Run run = Run.of("map", "-o", "json", flags.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        """
                          "zones": [ {
                            "startPfn": 0,
                            "pageblocks": 2,
                            "byState": {
                              "free": 1,
                        """)
                .contains("\"pfns\": [ 700 ]");
    }

    @Test
    void whatHoldsNothingAboutPagesIsNoEvidence() {
        Run run = Run.of("map", "src/test/resources/kernels/ORIGIN.md");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("nothing about pages in it");
    }
}
