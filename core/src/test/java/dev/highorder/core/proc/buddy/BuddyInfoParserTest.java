/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.proc.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BuddyInfoParserTest {

    private final BuddyInfoParser parser = new BuddyInfoParser();

    @Test
    void readsTheZonesOfTheIncident() {
        BuddyInfo info =
                Blocks.fact(
                        BuddyInfo.class,
                        parser,
                        Blocks.resource("3.10.0-1160.49.1.el7-x86_64/proc/buddyinfo"));

        assertThat(info.zones())
                .extracting(zone -> zone.zone().toString(), BuddyInfo.Zone::freeBlocks)
                .containsExactly(
                        row("Node 0 DMA", 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 3),
                        row("Node 0 DMA32", 845, 1286, 1416, 1030, 755, 562, 403, 241, 149, 0, 0),
                        row(
                                "Node 0 Normal",
                                104076,
                                127563,
                                70473,
                                24828,
                                7589,
                                1506,
                                176,
                                5550,
                                5297,
                                0,
                                0),
                        row(
                                "Node 1 Normal",
                                108359,
                                115466,
                                52431,
                                12910,
                                3762,
                                796,
                                185,
                                69,
                                1147,
                                0,
                                0));
        assertThat(info.zones().getLast().cite().line()).isEqualTo(4);
    }

    @Test
    void undoesTheWrapOfMailAtAnyColumn() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int orders = 9 + random.nextInt(6);
            StringBuilder printed = new StringBuilder();
            List<BuddyInfo.Zone> zones = new ArrayList<>();
            int column = 24 + random.nextInt(90);
            boolean keepBlanks = random.nextBoolean();
            for (String name : List.of("DMA", "DMA32", "Normal")) {
                StringBuilder row =
                        new StringBuilder(
                                "Node 0, zone " + " ".repeat(8 - name.length()) + name + " ");
                List<Long> counts = new ArrayList<>();
                for (int order = 0; order < orders; order++) {
                    long count = random.nextInt(1 << random.nextInt(1, 20));
                    counts.add(count);
                    String digits = Long.toString(count);
                    row.append(" ".repeat(Math.max(0, 6 - digits.length())))
                            .append(digits)
                            .append(' ');
                }
                zones.add(
                        new BuddyInfo.Zone(
                                new ZoneId(0, name),
                                counts,
                                new dev.highorder.core.model.Cite("f", 0, "")));
                printed.append(wrapped(row.toString().stripTrailing(), column, keepBlanks));
            }

            BuddyInfo info = Blocks.fact(BuddyInfo.class, parser, printed.toString());

            assertThat(info.zones())
                    .as(printed.toString())
                    .extracting(BuddyInfo.Zone::zone, BuddyInfo.Zone::freeBlocks)
                    .containsExactlyElementsOf(
                            zones.stream()
                                    .map(z ->
                                            org.assertj.core.groups.Tuple.tuple(
                                                    z.zone(), z.freeBlocks()))
                                    .toList());
        }
    }

    @Test
    void joinsANumberThatATerminalCutInTwo() {
        BuddyInfo info =
                Blocks.fact(
                        BuddyInfo.class,
                        parser,
                        """
                        Node 0, zone   Normal 104076 127563  70473  24828   7589   1506    176   5550   52
                        97      0      0
                        Node 1, zone   Normal 108359 115466  52431  12910   3762    796    185     69   11
                        47      0      0
                        """);

        assertThat(info.zones())
                .extracting(BuddyInfo.Zone::freeBlocks)
                .containsExactly(
                        List.of(
                                104076L, 127563L, 70473L, 24828L, 7589L, 1506L, 176L, 5550L, 5297L,
                                0L, 0L),
                        List.of(
                                108359L, 115466L, 52431L, 12910L, 3762L, 796L, 185L, 69L, 1147L, 0L,
                                0L));
    }

    @Test
    void leavesOutARowOfAnotherLengthAndSaysSo() {
        var parsed =
                Blocks.parse(
                        parser,
                        "buddyinfo",
                        """
                        Node 0, zone      DMA      0      1      0      1
                        Node 0, zone    DMA32    845   1286   1416   1030   755
                        Node 0, zone   Normal 104076 127563  70473  24828  7589
                        """);

        assertThat(Blocks.only(BuddyInfo.class, parsed).zones())
                .extracting(zone -> zone.zone().zone())
                .containsExactly("DMA32", "Normal");
        assertThat(parsed.problems())
                .containsExactly(
                        new Problem(
                                "buddyinfo",
                                java.util.OptionalInt.of(1),
                                "expected 5 orders as in the other zones, found 4"));
    }

    @Test
    void keepsALineThatDoesNotBelongAsAProblem() {
        var parsed =
                Blocks.parse(
                        parser,
                        "p",
                        """
                        Node 0, zone      DMA      0      1      0      1
                        WARNING: something else was printed here
                        Node 0, zone   Normal 104076 127563  70473  24828
                        bash: done
                        """);

        assertThat(Blocks.only(BuddyInfo.class, parsed).zones()).hasSize(2);
        assertThat(parsed.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "expected a row of buddyinfo, found \"WARNING: something else was printed here\"");
    }

    @Test
    void takesASecondReadingAsABlockOfItsOwn() {
        var lines =
                Blocks.lines(
                        "watch",
                        """
                        Node 0, zone      DMA      0      1      0      1
                        Node 0, zone   Normal 104076 127563  70473  24828
                        Node 0, zone      DMA      0      1      0      2
                        Node 0, zone   Normal 104076 127563  70473  24829
                        127
                        """);

        assertThat(parser.extent(lines, 0)).isEqualTo(2);
        assertThat(parser.extent(lines, 2)).isEqualTo(2);
    }

    @Test
    void leavesWhatOnlyResemblesARow() {
        assertThat(extentOf("Node 0 Normal free:11111kB min:22kB low:33kB high:44kB")).isZero();
        assertThat(extentOf("Node 0 DMA: 1*4kB (U) 0*8kB = 15908kB")).isZero();
        assertThat(extentOf("On node 0, zone DMA: 1 pages in unavailable ranges")).isZero();
        assertThat(extentOf("Node 0, zone   Normal\n  pages free     3808")).isZero();
        assertThat(extentOf("Node 0, zone      DMA -1.000 -1.000 0.970")).isZero();
        assertThat(extentOf("Node    0, zone      DMA, type    Unmovable      1      0")).isZero();
    }

    private int extentOf(String text) {
        return parser.extent(Blocks.lines("f", text), 0);
    }

    private static org.assertj.core.groups.Tuple row(String zone, long... counts) {
        return org.assertj.core.groups.Tuple.tuple(
                zone, java.util.Arrays.stream(counts).boxed().toList());
    }

    /// Breaks at blanks, as mail does; the blanks around a break are lost or kept.
    private static String wrapped(String text, int column, boolean keepBlanks) {
        StringBuilder out = new StringBuilder();
        String rest = text;
        while (rest.length() > column) {
            int cut = rest.lastIndexOf(' ', column);
            if (cut < 22) {
                break;
            }
            out.append(rest.substring(0, cut).stripTrailing()).append('\n');
            rest = keepBlanks ? rest.substring(cut) : rest.substring(cut).stripLeading();
        }
        return out.append(rest).append('\n').toString();
    }
}
