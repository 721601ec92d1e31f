/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.gfp.GfpLayout.Certainty;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GfpLayoutTest {

    /// Compared by machine with the headers of the kernels named by the layouts.
    private static final String FLAGS =
            """
            flag,L1,L2,L2r,L3,L4,L5,L6,L7,L8,L9,L10,L11,L12
            __GFP_DMA,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1,0x1
            __GFP_HIGHMEM,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2,0x2
            __GFP_DMA32,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4,0x4
            __GFP_MOVABLE,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8,0x8
            __GFP_WAIT,0x10,0x10,0x10,,,,,,,,,,
            __GFP_HIGH,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20,0x20
            __GFP_IO,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40,0x40
            __GFP_FS,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80,0x80
            __GFP_COLD,0x100,0x100,0x100,0x100,0x100,0x100,,,,,,,
            __GFP_NOWARN,0x200,0x200,0x200,0x200,0x200,0x200,0x200,0x200,0x2000,0x2000,0x2000,0x2000,0x2000
            __GFP_REPEAT,0x400,0x400,0x400,0x400,0x400,0x400,,,,,,,
            __GFP_NOFAIL,0x800,0x800,0x800,0x800,0x800,0x800,0x800,0x800,0x8000,0x8000,0x8000,0x8000,0x8000
            __GFP_NORETRY,0x1000,0x1000,0x1000,0x1000,0x1000,0x1000,0x1000,0x1000,0x10000,0x10000,0x10000,0x10000,0x10000
            __GFP_COMP,0x4000,0x4000,0x4000,0x4000,0x4000,0x4000,0x4000,0x4000,0x40000,0x40000,0x40000,0x40000,0x40000
            __GFP_ZERO,0x8000,0x8000,0x8000,0x8000,0x8000,0x8000,0x8000,0x8000,0x100,0x100,0x100,0x100,0x100
            __GFP_NOMEMALLOC,0x10000,0x10000,0x10000,0x10000,0x10000,0x10000,0x10000,0x10000,0x80000,0x80000,0x80000,0x80000,0x80000
            __GFP_HARDWALL,0x20000,0x20000,0x20000,0x20000,0x20000,0x20000,0x20000,0x20000,0x100000,0x100000,0x100000,0x100000,0x100000
            __GFP_THISNODE,0x40000,0x40000,0x40000,0x40000,0x40000,0x40000,0x40000,0x40000,0x200000,0x200000,0x200000,0x200000,0x200000
            __GFP_RECLAIMABLE,0x80000,0x80000,0x80000,0x10,0x10,0x10,0x10,0x10,0x10,0x10,0x10,0x10,0x10
            __GFP_NOTRACK,0x200000,0x200000,0x200000,0x200000,0x200000,0x200000,,,,,,,
            __GFP_NO_KSWAPD,0x400000,0x400000,0x400000,,,,,,,,,,
            __GFP_OTHER_NODE,0x800000,0x800000,0x800000,0x800000,0x800000,,,,,,,,
            __GFP_MEMALLOC,,0x2000,0x2000,0x2000,0x2000,0x2000,0x2000,0x2000,0x20000,0x20000,0x20000,0x20000,0x20000
            __GFP_KMEMCG,,0x100000,,,,,,,,,,,
            __GFP_WRITE,,0x1000000,0x1000000,0x1000000,0x1000000,0x800000,0x800000,0x100,0x1000,0x1000,0x1000,0x1000,0x1000
            __GFP_ACCOUNT,,,0x100000,,0x100000,0x100000,0x100000,0x100000,0x400000,0x400000,0x400000,0x400000,0x400000
            __GFP_ATOMIC,,,,0x80000,0x80000,0x80000,0x80000,0x80000,0x200,0x200,0x200,,
            __GFP_NOACCOUNT,,,,0x100000,,,,,,,,,
            __GFP_DIRECT_RECLAIM,,,,0x400000,0x400000,0x400000,0x400000,0x200000,0x400,0x400,0x400,0x400,0x400
            __GFP_KSWAPD_RECLAIM,,,,0x2000000,0x2000000,0x1000000,0x1000000,0x400000,0x800,0x800,0x800,0x800,0x800
            __GFP_NOLOCKDEP,,,,,,0x2000000,0x2000000,0x800000,0x800000,0x2000000,0x8000000,0x4000000,
            __GFP_RETRY_MAYFAIL,,,,,,,0x400,0x400,0x4000,0x4000,0x4000,0x4000,0x4000
            __GFP_ZEROTAGS,,,,,,,,,,0x800000,0x800000,0x800000,0x800000
            __GFP_SKIP_KASAN_POISON,,,,,,,,,,0x1000000,0x4000000,,
            __GFP_SKIP_ZERO,,,,,,,,,,,0x1000000,0x1000000,
            __GFP_SKIP_KASAN_UNPOISON,,,,,,,,,,,0x2000000,,
            __GFP_SKIP_KASAN,,,,,,,,,,,,0x2000000,
            """;

    private static final String COMPOSITES =
            """
            composite,L1,L2,L2r,L3,L4,L5,L6,L7,L8,L9,L10,L11,L12
            GFP_NOWAIT,0x0,0x0,0x0,0x2000000,0x2000000,0x1000000,0x1000000,0x400000,0x800,0x800,0x800,0x800,0x2800
            GFP_ATOMIC,0x20,0x20,0x20,0x2080020,0x2080020,0x1080020,0x1080020,0x480020,0xa20,0xa20,0xa20,0x820,0x820
            GFP_NOIO,0x10,0x10,0x10,0x2400000,0x2400000,0x1400000,0x1400000,0x600000,0xc00,0xc00,0xc00,0xc00,0xc00
            GFP_NOFS,0x50,0x50,0x50,0x2400040,0x2400040,0x1400040,0x1400040,0x600040,0xc40,0xc40,0xc40,0xc40,0xc40
            GFP_KERNEL,0xd0,0xd0,0xd0,0x24000c0,0x24000c0,0x14000c0,0x14000c0,0x6000c0,0xcc0,0xcc0,0xcc0,0xcc0,0xcc0
            GFP_KERNEL_ACCOUNT,,,0x1000d0,,0x25000c0,0x15000c0,0x15000c0,0x7000c0,0x400cc0,0x400cc0,0x400cc0,0x400cc0,0x400cc0
            GFP_TEMPORARY,0x800d0,0x800d0,0x800d0,0x24000d0,0x24000d0,0x14000d0,,,,,,,
            GFP_USER,0x200d0,0x200d0,0x200d0,0x24200c0,0x24200c0,0x14200c0,0x14200c0,0x6200c0,0x100cc0,0x100cc0,0x100cc0,0x100cc0,0x100cc0
            GFP_HIGHUSER,0x200d2,0x200d2,0x200d2,0x24200c2,0x24200c2,0x14200c2,0x14200c2,0x6200c2,0x100cc2,0x100cc2,0x100cc2,0x100cc2,0x100cc2
            GFP_HIGHUSER_MOVABLE,0x200da,0x200da,0x200da,0x24200ca,0x24200ca,0x14200ca,0x14200ca,0x6200ca,0x100cca,0x1100cca,0x100cca,0x100cca,0x100cca
            GFP_TRANSHUGE_LIGHT,,,,,0x342ca,0x342ca,0x342ca,0x342ca,0x1c20ca,0x11c20ca,0x1c20ca,0x1c20ca,0x1c20ca
            GFP_TRANSHUGE,0x4352da,0x4352da,0x4352da,0x4352ca,0x4342ca,0x4342ca,0x4342ca,0x2342ca,0x1c24ca,0x11c24ca,0x1c24ca,0x1c24ca,0x1c24ca
            GFP_THISNODE,0x41200,0x41200,0x41200,,,,,,,,,,
            """;

    @Test
    void everyFlagHasTheBitOfTheKernelsHeader() {
        List<String> printed = new ArrayList<>();
        printed.add("flag,L1,L2,L2r,L3,L4,L5,L6,L7,L8,L9,L10,L11,L12");
        for (GfpFlag flag : GfpFlag.values()) {
            if (flag == GfpFlag.NO_OBJ_EXT) {
                continue;
            }
            StringBuilder row = new StringBuilder("__GFP_").append(flag.name());
            for (GfpLayout layout : GfpLayout.values()) {
                row.append(',');
                if (flag.bit(layout).isPresent()) {
                    row.append("0x").append(Long.toHexString(flag.value(layout)));
                }
            }
            printed.add(row.toString());
        }
        assertThat(printed).containsExactlyElementsOf(FLAGS.lines().toList());
        assertThat(GfpFlag.NO_OBJ_EXT.value(GfpLayout.L12)).isEqualTo(0x1000000);
        assertThat(GfpFlag.NO_OBJ_EXT.bit(GfpLayout.L11)).isEmpty();
    }

    @Test
    void everyCompositeHasTheValueOfTheKernelsHeader() {
        List<String> rows = COMPOSITES.lines().skip(1).toList();
        assertThat(rows).hasSize(GfpComposite.values().length);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            GfpComposite composite = GfpComposite.valueOf(cells[0].substring(4));
            for (GfpLayout layout : GfpLayout.values()) {
                String cell = cells[layout.column() + 1];
                String ours =
                        composite.exists(layout)
                                ? "0x" + Long.toHexString(composite.value(layout))
                                : "";
                assertThat(ours).as(cells[0] + " in " + layout).isEqualTo(cell);
            }
        }
    }

    @Test
    void everyCompositeIsPrintedByItsOwnName() {
        for (GfpComposite composite : GfpComposite.values()) {
            for (GfpLayout layout : GfpLayout.values()) {
                if (composite.exists(layout)) {
                    assertThat(layout.decode(composite.value(layout)))
                            .as(composite + " in " + layout)
                            .containsExactly("GFP_" + composite.name());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "L2R, c0d0, GFP_KERNEL|__GFP_COMP|__GFP_ZERO",
        "L2, 10c0d0, GFP_KERNEL|__GFP_COMP|__GFP_ZERO|__GFP_KMEMCG",
        "L2, 2040d0, GFP_KERNEL|__GFP_COMP|__GFP_NOTRACK",
        "L1, 20, GFP_ATOMIC",
        "L2, 20, GFP_ATOMIC",
        "L2, 4020, GFP_ATOMIC|__GFP_COMP",
        "L2R, c020, GFP_ATOMIC|__GFP_COMP|__GFP_ZERO",
        "L2, 250, GFP_NOFS|__GFP_NOWARN",
        "L2, 30, GFP_NOIO|__GFP_HIGH",
        "L2, 200da, GFP_HIGHUSER_MOVABLE",
        "L4, 2084120, GFP_ATOMIC|__GFP_COLD|__GFP_COMP",
        "L4, 27000c0, GFP_KERNEL_ACCOUNT|__GFP_NOTRACK",
        "L5, 14040c0, GFP_KERNEL|__GFP_COMP",
        "L7, 404000, GFP_NOWAIT|__GFP_COMP",
        "L8, 40dc0, GFP_KERNEL|__GFP_ZERO|__GFP_COMP",
        "L8, 40a20, GFP_ATOMIC|__GFP_COMP",
        "L8, c04, GFP_NOIO|GFP_DMA32",
        "L8, 0, ''",
        "L8, 1, GFP_DMA",
        "L11, 820, GFP_ATOMIC",
        "L11, 10000820, GFP_ATOMIC|0x10000000",
        "L12, 2800, GFP_NOWAIT",
        "L12, f0000cc0, GFP_KERNEL|0xf0000000",
        "L2, 0, GFP_NOWAIT",
    })
    void decodesAsTheKernelPrints(GfpLayout layout, String hex, String expected) {
        assertThat(String.join("|", layout.decode(Long.parseUnsignedLong(hex, 16))))
                .isEqualTo(expected);
    }

    @Test
    void allBitsOfAMaskAreAccountedFor() {
        Random random = new Random(20261124);
        List<GfpLayout> layouts = List.of(GfpLayout.values());
        for (int i = 0; i < 20_000; i++) {
            long sparse = random.nextLong();
            long mask = sparse & random.nextLong() & 0xffff_ffffL;
            GfpLayout layout = layouts.get(random.nextInt(layouts.size()));
            assertThat(layout.encode(layout.decode(mask)))
                    .as(layout + " 0x" + Long.toHexString(mask))
                    .contains(mask);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.6.32-642.6.2.el6.x86_64, L1, READ",
        "2.6.18-398.el5, '', MEMORY",
        "3.2.0-4-amd64, '', MEMORY",
        "3.10.0, L2, READ",
        "3.10.0-514.26.2.el7.x86_64, L2, READ",
        "3.10.0-693.el7.x86_64, 'L2R,L2', MEMORY",
        "3.10.0-957.21.3.el7.x86_64, 'L2R,L2', MEMORY",
        "3.10.0-1062.18.1.el7.x86_64, L2R, READ",
        "3.10.0-1160.49.1.el7.x86_64, L2R, READ",
        "3.16.0-4-amd64, L2, MEMORY",
        "4.3.0, L2, MEMORY",
        "4.4.155, L3, READ",
        "4.5.0, L4, READ",
        "4.9.56, L4, READ",
        "4.10.17, L5, READ",
        "4.14.35-1818.3.3.el7uek.x86_64, L5, READ",
        "4.15.18, L6, READ",
        "4.17.1, 'L6,L7', MEMORY",
        "4.18.0-240.el8.x86_64, L7, READ",
        "5.0.4, L7, READ",
        "5.1.0, 'L7,L8', MEMORY",
        "5.2.1, L8, READ",
        "5.4.219-1.el7.elrepo.x86_64, L8, READ",
        "5.11.0, L8, MEMORY",
        "5.14.0-70.13.1.el9_0.x86_64, L9, READ",
        "5.14.0-503.11.1.el9_5.x86_64, 'L9,L10,L11', MEMORY",
        "5.15.135, L9, READ",
        "5.19.0, 'L10,L9', MEMORY",
        "6.1.0-38-amd64, L10, READ",
        "6.2.0, 'L10,L11', MEMORY",
        "6.6.80, L11, READ",
        "6.8.0-40-generic, L11, MEMORY",
        "6.10.0, 'L12,L11', MEMORY",
        "6.12.48+deb13-amd64, L12, READ",
        "6.19.0, L12, MEMORY",
    })
    void knowsTheLayoutOfARelease(String text, String layouts, Certainty certainty) {
        KernelRelease release = KernelRelease.parse(text).orElseThrow();
        List<GfpLayout> possible = GfpLayout.possible(release);
        assertThat(String.join(",", possible.stream().map(GfpLayout::name).toList()))
                .isEqualTo(layouts);
        assertThat(GfpLayout.of(release))
                .isEqualTo(
                        possible.size() == 1 ? Optional.of(possible.getFirst()) : Optional.empty());
        assertThat(GfpLayout.certainty(release)).isEqualTo(certainty);
    }

    @Test
    void printedNamesDateTheKernel() {
        assertThat(GfpLayout.fitting(0x40dc0, List.of("GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO")))
                .containsExactly(
                        GfpLayout.L8, GfpLayout.L9, GfpLayout.L10, GfpLayout.L11, GfpLayout.L12);
        assertThat(GfpLayout.fitting(0x820, List.of("GFP_ATOMIC")))
                .containsExactly(GfpLayout.L11, GfpLayout.L12);
        assertThat(GfpLayout.fitting(0x404000, List.of("GFP_NOWAIT", "__GFP_COMP")))
                .containsExactly(GfpLayout.L7);
        assertThat(GfpLayout.fitting(0x1000cc0, List.of("GFP_KERNEL", "0x1000000")))
                .contains(GfpLayout.L8, GfpLayout.L12);
        assertThat(GfpLayout.fitting(0xcc0, List.of("GFP_ATOMIC"))).isEmpty();
        assertThat(GfpLayout.fitting(0xcc0, List.of("GFP_KERNEL", "0xnonsense"))).isEmpty();
    }

    @Test
    void saysWhichBitsHaveNoName() {
        assertThat(GfpLayout.L11.unnamed(0x10000cc0)).isEqualTo(0x10000000);
        assertThat(GfpLayout.L11.unnamed(0xcc0)).isZero();
        assertThat(GfpLayout.L2R.kernels()).isEqualTo("RHEL 7 from 3.10.0-1062");
    }
}
