/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Problem;
import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class FragmentationIndexParserTest {

    private static final String ZEROS = "Node 0, zone      DMA 0.000 0.000 0.000\n";

    private final FragmentationIndexParser parser = new FragmentationIndexParser();

    @Test
    void tellsTheTwoFilesApartByTheirValues() {
        FragmentationIndex extfrag =
                Blocks.fact(
                        FragmentationIndex.class,
                        parser,
                        Blocks.resource(
                                "6.1.192-x86_64/mixed-both/sys/kernel/debug/extfrag/extfrag_index"));
        FragmentationIndex unusable =
                Blocks.fact(
                        FragmentationIndex.class,
                        parser,
                        Blocks.resource(
                                "6.1.192-x86_64/mixed-both/sys/kernel/debug/extfrag/unusable_index"));

        assertThat(extfrag.kind()).isEqualTo(FragmentationIndex.Kind.EXTFRAG);
        assertThat(extfrag.zones().get(1).values())
                .containsExactly(
                        -1000, -1000, -1000, -1000, -1000, -1000, -1000, 982, 991, 996, 998);
        assertThat(unusable.kind()).isEqualTo(FragmentationIndex.Kind.UNUSABLE);
        assertThat(unusable.zones().get(1).values())
                .containsExactly(0, 137, 413, 963, 998, 998, 998, 1000, 1000, 1000, 1000);
    }

    @Test
    void readsWhatTheKernelPrintsOfASmallNegativeIndex() {
        assertThat(
                        Blocks.fact(
                                        FragmentationIndex.class,
                                        parser,
                                        "Node 0, zone   Normal -1.000 0.-15 0.007\n")
                                .zones()
                                .getFirst()
                                .values())
                .containsExactly(-1000, -15, 7);
    }

    @Test
    void asksThePathWhereAllValuesAreZero() {
        assertThat(
                        Blocks.only(
                                        FragmentationIndex.class,
                                        Blocks.parse(parser, "d/extfrag/unusable_index", ZEROS))
                                .kind())
                .isEqualTo(FragmentationIndex.Kind.UNUSABLE);
        assertThat(
                        Blocks.only(
                                        FragmentationIndex.class,
                                        Blocks.parse(parser, "d/extfrag/extfrag_index", ZEROS))
                                .kind())
                .isEqualTo(FragmentationIndex.Kind.EXTFRAG);
        var open = Blocks.parse(parser, "pasted", ZEROS);
        assertThat(open.value()).isEmpty();
        assertThat(open.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "all values are 0: expected a path or command that tells extfrag_index from unusable_index");
    }

    @Test
    void takesTwoFilesPrintedAfterEachOtherApartAndUndoesAWrap() {
        var lines =
                Blocks.lines(
                        "t",
                        """
                        Node 0, zone      DMA -1.000 -1.000 -1.000
                        -1.000 0.900
                        Node 0, zone      DMA 0.000 0.100 0.200
                        0.300 0.400
                        """);
        assertThat(parser.extent(lines, 0)).isEqualTo(2);
        assertThat(parser.extent(lines, 2)).isEqualTo(2);
    }
}
