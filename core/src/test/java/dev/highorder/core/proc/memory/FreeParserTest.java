/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.document.Block;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.Blocks;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreeParserTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private final FreeParser parser = new FreeParser();

    @Test
    void readsTheIncidentInMebibytesWithoutBeingTold() {
        Free free =
                Blocks.fact(
                        Free.class,
                        parser,
                        Blocks.resource("3.10.0-1160.49.1.el7-x86_64/tools/free_-m"));

        assertThat(free.unit()).isEqualTo(Free.Unit.MIB);
        assertThat(free.total()).isEqualTo(257466 * MIB);
        assertThat(free.used()).isEqualTo(196277 * MIB);
        assertThat(free.free()).isEqualTo(18369 * MIB);
        assertThat(free.shared()).hasValue(5460 * MIB);
        assertThat(free.buffCache()).hasValue(42820 * MIB);
        assertThat(free.available()).hasValue(54870 * MIB);
        assertThat(free.swapTotal()).hasValue(0);
        assertThat(free.memCite().line()).isEqualTo(2);
        assertThat(free.swapCite().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void takesTheUnitOfTheCommand() {
        String figures =
                """
                              total        used        free      shared  buff/cache   available
                Mem:            503         400           3           1         100          90
                Swap:             0           0           0
                """;

        assertThat(withCommand("free -g", figures).total()).isEqualTo(503 * GIB);
        assertThat(withCommand("sudo free -tm", figures).total()).isEqualTo(503 * MIB);
        assertThat(withCommand("free --giga", figures).total()).isEqualTo(503_000_000_000L);
        assertThat(withCommand("cat /proc/loadavg; free --mebi", figures).total())
                .isEqualTo(503 * MIB);
        assertThat(withCommand("free", figures).total()).isEqualTo(503 * 1024);
        assertThat(withCommand("free -b", figures).unit()).isEqualTo(Free.Unit.BYTES);
    }

    @Test
    void leavesTheUnitOpenWhereNothingTellsAndScalesItToTheMachine() {
        Free free =
                Blocks.fact(
                        Free.class,
                        parser,
                        """
                                      total        used        free      shared  buff/cache   available
                        Mem:            503         400           3           1         100          90
                        """);

        assertThat(free.unit()).isEqualTo(Free.Unit.ASSUMED);
        Free scaled = free.scaledTo(505 * GIB);
        assertThat(scaled.total()).isEqualTo(503 * GIB);
        assertThat(scaled.available()).hasValue(90 * GIB);
        assertThat(scaled.unit()).isEqualTo(Free.Unit.GIB);
        assertThat(free.scaledTo(7 * GIB)).isSameAs(free);
    }

    @Test
    void readsTheTableOfOldProcps() {
        Free free =
                Blocks.fact(
                        Free.class,
                        parser,
                        """
                                     total       used       free     shared    buffers     cached
                        Mem:      32643788   32180100     463688          0      44664     119508
                        -/+ buffers/cache:   32015928     627860
                        Swap:     15616764     443676   15173088
                        """);

        assertThat(free.unit()).isEqualTo(Free.Unit.KIB);
        assertThat(free.total()).isEqualTo(32643788L * 1024);
        assertThat(free.buffCache()).hasValue((44664L + 119508) * 1024);
        assertThat(free.available()).isEqualTo(OptionalLong.empty());
        assertThat(free.swapFree()).hasValue(15173088L * 1024);
    }

    @Test
    void readsTheWideTable() {
        Free free =
                Blocks.fact(
                        Free.class,
                        parser,
                        """
                                       total        used        free      shared     buffers       cache   available
                        Mem:        24683620      379312    24058412        8952        3836      517232    24304308
                        Swap:              0           0           0
                        """);

        assertThat(free.buffCache()).hasValue((3836L + 517232) * 1024);
        assertThat(free.available()).hasValue(24304308L * 1024);
        assertThat(free.unit()).isEqualTo(Free.Unit.KIB);
    }

    @Test
    void readsFiguresWithSuffixes() {
        Free free =
                Blocks.fact(
                        Free.class,
                        parser,
                        """
                                       total        used        free      shared  buff/cache   available
                        Mem:            15G        1.0G        469M         14M         14G        7.6G
                        Swap:           15G        2.1G         13G
                        """);

        assertThat(free.unit()).isEqualTo(Free.Unit.HUMAN);
        assertThat(free.total()).isEqualTo(15 * GIB);
        assertThat(free.free()).isEqualTo(469 * MIB);
        assertThat(free.available()).hasValue(Math.round(7.6 * GIB));
        assertThat(free.swapUsed()).hasValue(Math.round(2.1 * GIB));
        assertThat(withCommand("free -h --si", "Mem: 15G 1G 1G 14M 14G 7,6G\n").total())
                .isEqualTo(15_000_000_000L);
        assertThat(withCommand("free -h", "Mem: 15Gi 1,5Gi 0B 14Mi 14Gi 7,6Gi\n").used())
                .isEqualTo(3 * GIB / 2);
    }

    @Test
    void readsTablesOfOtherLanguages() {
        List<String> tables =
                List.of(
                        """
                                      总计         已用        空闲      共享    缓冲/缓存    可用
                        内存：     8043944     1671472      417340        5468     5955132     5676872
                        交换：           0           0           0
                        """,
                        """
                                       gesamt       benutzt     frei      gemns.  Puffer/Cache verfügbar
                        Speicher:   8043944     1671472      417340        5468     5955132     5676872
                        Swap:             0           0           0
                        """,
                        """
                                       total        usado       libre  compartido   búf/caché  disponible
                        Memoria:    8043944     1671472      417340        5468     5955132     5676872
                        Intercambio:      0           0           0
                        """,
                        """
                                       total       utilisé      libre     partagé tamp/cache   disponible
                        Mem:        8043944     1671472      417340        5468     5955132     5676872
                        Partition d'échange:           0           0           0
                        """,
                        """
                                      合計       使用中      空き      共有  バッファ/キャッシュ  利用可能
                        メモリ:     8043944     1671472      417340        5468     5955132     5676872
                        スワップ:         0           0           0
                        """);

        for (String table : tables) {
            Free free = Blocks.fact(Free.class, parser, table);
            assertThat(free.total()).as(table).isEqualTo(8043944L * 1024);
            assertThat(free.available()).as(table).hasValue(5676872L * 1024);
            assertThat(free.swapTotal()).as(table).hasValue(0);
        }
    }

    @Test
    void tellsTheTablesApartWithoutTheirHeader() {
        assertThat(
                        withCommand(
                                        "free | grep Mem",
                                        "Mem: 8043944 1671472 417340 5468 5955132 5676872\n")
                                .available())
                .hasValue(5676872L * 1024);
        assertThat(
                        withCommand(
                                        "free | grep Mem",
                                        "Mem: 32643788 32180100 463688 0 44664 119508\n")
                                .available())
                .isEmpty();
    }

    @Test
    void takesTheUnitOfTheFileName() {
        String figures = "Mem: 62 40 3 1 10 9\nSwap: 0 0 0\n";
        assertThat(
                        Blocks.only(
                                        Free.class,
                                        Blocks.parse(
                                                parser, "sos_commands/memory/free_-m", figures))
                                .total())
                .isEqualTo(62 * MIB);
        assertThat(Blocks.only(Free.class, Blocks.parse(parser, "x/free-g.txt", figures)).total())
                .isEqualTo(62 * GIB);
        assertThat(Blocks.only(Free.class, Blocks.parse(parser, "x/free.txt", figures)).total())
                .isEqualTo(62 * GIB);
    }

    @Test
    void leavesLogsAndProseAlone() {
        for (String text :
                List.of(
                        "Mem-Info:\nactive_anon:1 inactive_anon:2 isolated_anon:0",
                        "we have now seen that\nNode 0 Normal: 1 2 3 4 5 6",
                        "Mem abort info:\n  ESR = 0x96000004",
                        "total free is low here now\nhost: 1 2 3",
                        "Free swap  = 0kB\nTotal swap = 0kB")) {
            assertThat(parser.extent(Blocks.lines("f", text), 0)).as(text).isZero();
        }
    }

    private Free withCommand(String command, String text) {
        var lines = Blocks.lines("transcript", text);
        Origin plain = Origin.of(lines.getFirst().cite());
        Origin origin =
                new Origin(
                        plain.cite(),
                        plain.host(),
                        plain.stamp(),
                        Optional.of(command),
                        plain.role());
        assertThat(parser.extent(lines, 0)).isEqualTo(lines.size());
        return Blocks.only(Free.class, parser.parse(new Block(lines, origin)));
    }
}
