/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.MigrateType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GfpFlagsTest {

    private static final Optional<KernelRelease> NO_KERNEL = Optional.empty();

    private static Optional<KernelRelease> kernel(String release) {
        return KernelRelease.parse(release);
    }

    private static GfpFlags byNumber(long mask, String release) {
        return GfpFlags.read(OptionalLong.of(mask), List.of(), kernel(release)).orElseThrow();
    }

    private static GfpFlags byNames(long mask, String... names) {
        return GfpFlags.read(OptionalLong.of(mask), List.of(names), NO_KERNEL).orElseThrow();
    }

    @Test
    void readsTheMaskOfTheIncidentByItsKernel() {
        GfpFlags flags = byNumber(0xc0d0, "3.10.0-1160.49.1.el7.x86_64");
        assertThat(flags.printed()).containsExactly("GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO");
        assertThat(flags.layout()).contains(GfpLayout.L2R);
        assertThat(flags.flags())
                .containsExactlyInAnyOrder(
                        GfpFlag.WAIT, GfpFlag.IO, GfpFlag.FS, GfpFlag.COMP, GfpFlag.ZERO);
        assertThat(properties(flags))
                .isEqualTo("direct kswapd io fs | UNMOVABLE | zone 2 | compaction Optional[true]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20; 3.10.0-1160.el7.x86_64; kswapd high reserve | UNMOVABLE | zone 2 | compaction Optional[false]",
                "20; 3.10.0-693.el7.x86_64; kswapd high reserve | UNMOVABLE | zone 2 | compaction Optional[false]",
                "10020; 3.10.0; kswapd high nomemalloc | UNMOVABLE | zone 2 | compaction Optional[false]",
                "4352da; 3.10.0; direct io fs noretry nowarn nomemalloc hardwall movable | MOVABLE | zone 4 | compaction Optional[true]",
                "4352ca; 3.10.0; io fs noretry nowarn nomemalloc hardwall movable | MOVABLE | zone 4 | compaction Optional[false]",
                "400000; 3.10.0;  | UNMOVABLE | zone 2 | compaction Optional[false]",
                "250; 3.10.0-514.el7.x86_64; direct kswapd io nowarn | UNMOVABLE | zone 2 | compaction Optional[false]",
                "10c0d0; 3.10.0-514.26.2.el7.x86_64; direct kswapd io fs account | UNMOVABLE | zone 2 | compaction Optional[true]",
                "2080020; 4.4.155; kswapd high reserve | UNMOVABLE | zone 2 | compaction Optional[false]",
                "2400040; 4.9.56; direct kswapd io | UNMOVABLE | zone 2 | compaction Optional[false]",
                "1400040; 4.14.67; direct kswapd io | UNMOVABLE | zone 2 | compaction Optional[true]",
                "600000; 4.19.0; direct kswapd | UNMOVABLE | zone 2 | compaction Optional[false]",
                "a20; 5.10.0; kswapd high reserve | UNMOVABLE | zone 2 | compaction Optional[false]",
                "80a20; 5.10.0; kswapd high nomemalloc | UNMOVABLE | zone 2 | compaction Optional[false]",
                "820; 5.10.0; kswapd high | UNMOVABLE | zone 2 | compaction Optional[false]",
                "820; 6.6.80; kswapd high reserve | UNMOVABLE | zone 2 | compaction Optional[false]",
                "c20; 6.6.80; direct kswapd high | UNMOVABLE | zone 2 | compaction Optional[false]",
                "800; 6.12.0; kswapd | UNMOVABLE | zone 2 | compaction Optional[false]",
                "4cc0; 6.1.0; direct kswapd io fs mayfail | UNMOVABLE | zone 2 | compaction Optional[true]",
                "8cc0; 6.1.0; direct kswapd io fs nofail | UNMOVABLE | zone 2 | compaction Optional[true]",
                "20cc0; 6.1.0; direct kswapd io fs memalloc | UNMOVABLE | zone 2 | compaction Optional[true]",
                "a0cc0; 6.1.0; direct kswapd io fs nomemalloc | UNMOVABLE | zone 2 | compaction Optional[true]",
                "200cc0; 6.1.0; direct kswapd io fs thisnode | UNMOVABLE | zone 2 | compaction Optional[true]",
                "400cd0; 6.1.0; direct kswapd io fs account | RECLAIMABLE | zone 2 | compaction Optional[true]",
                "100cc2; 6.1.0; direct kswapd io fs hardwall | UNMOVABLE | zone 3 | compaction Optional[true]",
                "100cc8; 6.1.0; direct kswapd io fs hardwall movable | MOVABLE | zone 2 | compaction Optional[true]",
                "cc1; 6.1.0; direct kswapd io fs | UNMOVABLE | zone 0 | compaction Optional[true]",
                "cc4; 6.1.0; direct kswapd io fs | UNMOVABLE | zone 1 | compaction Optional[true]",
                "14004c0; 4.10.17; direct kswapd io fs mayfail | UNMOVABLE | zone 2 | compaction Optional[true]",
            })
    void tellsWhatAMaskAllows(String hex, String release, String expected) {
        GfpFlags flags = byNumber(Long.parseLong(hex, 16), release);
        assertThat(properties(flags, kernel(release))).isEqualTo(expected.stripLeading());
    }

    private static String properties(GfpFlags flags) {
        return properties(flags, NO_KERNEL);
    }

    private static String properties(GfpFlags flags, Optional<KernelRelease> release) {
        StringBuilder text = new StringBuilder();
        add(text, flags.directReclaim(), "direct");
        add(text, flags.kswapdReclaim(), "kswapd");
        add(text, flags.high(), "high");
        add(text, flags.atomicReserve(), "reserve");
        add(text, flags.io(), "io");
        add(text, flags.fs(), "fs");
        add(text, flags.thisNode(), "thisnode");
        add(text, flags.noRetry(), "noretry");
        add(text, flags.mayFail(), "mayfail");
        add(text, flags.noWarn(), "nowarn");
        add(text, flags.noFail(), "nofail");
        add(text, flags.memAlloc(), "memalloc");
        add(text, flags.noMemAlloc(), "nomemalloc");
        add(text, flags.hardwall(), "hardwall");
        add(text, flags.account(), "account");
        add(text, flags.movable(), "movable");
        return text
                + "| "
                + flags.migrateType()
                + " | zone "
                + flags.highestZoneRank()
                + " | compaction "
                + flags.compactionAllowed(release);
    }

    private static void add(StringBuilder text, boolean holds, String name) {
        if (holds) {
            text.append(name).append(' ');
        }
    }

    @Test
    void printedNamesWinOverTheReleasesLayout() {
        GfpFlags flags =
                GfpFlags.read(OptionalLong.of(0x6000c0), List.of("GFP_KERNEL"), kernel("5.10.0"))
                        .orElseThrow();
        assertThat(flags.layout()).contains(GfpLayout.L7);
        assertThat(flags.printed()).containsExactly("GFP_KERNEL");
        assertThat(flags.directReclaim()).isTrue();
    }

    @Test
    void namesDecideBetweenTheLayoutsOfALateRhel9() {
        Optional<KernelRelease> el9 = kernel("5.14.0-503.11.1.el9_5.x86_64");
        assertThat(GfpFlags.read(OptionalLong.of(0x820), List.of("GFP_ATOMIC"), el9))
                .get()
                .satisfies(flags -> assertThat(flags.layout()).contains(GfpLayout.L11))
                .satisfies(flags -> assertThat(flags.atomicReserve()).isTrue());
        assertThat(GfpFlags.read(OptionalLong.of(0xa20), List.of("GFP_ATOMIC"), el9))
                .get()
                .satisfies(flags -> assertThat(flags.layout()).contains(GfpLayout.L9));
    }

    @Test
    void namesWithoutAReleaseGiveTheFlagsAndNoLayoutWhereSeveralFit() {
        GfpFlags flags = byNames(0x40dc0, "GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO");
        assertThat(flags.layout()).isEmpty();
        assertThat(flags.printed()).containsExactly("GFP_KERNEL", "__GFP_ZERO", "__GFP_COMP");
        assertThat(byNames(0x404000, "GFP_NOWAIT", "__GFP_COMP").layout()).contains(GfpLayout.L7);
        assertThat(byNames(0x820, "GFP_ATOMIC").atomicReserve()).isTrue();
        assertThat(byNames(0xa20, "GFP_ATOMIC").atomicReserve()).isTrue();
    }

    @Test
    void namesThatDoNotAddUpToTheNumberAreTakenForThemselves() {
        GfpFlags flags = byNames(0x1, "GFP_KERNEL", "__GFP_COMP", "0x8000000000");
        assertThat(flags.printed()).containsExactly("GFP_KERNEL", "__GFP_COMP", "0x8000000000");
        assertThat(flags.directReclaim()).isTrue();
        assertThat(flags.has(GfpFlag.COMP)).isTrue();
    }

    @Test
    void namesAloneAreEnough() {
        GfpFlags flags =
                GfpFlags.read(
                                OptionalLong.empty(),
                                List.of("gfp_atomic", "__GFP_NOWARN", "__GFP_RECLAIM"),
                                NO_KERNEL)
                        .orElseThrow();
        assertThat(flags.high()).isTrue();
        assertThat(flags.noWarn()).isTrue();
        assertThat(flags.directReclaim()).isTrue();
        assertThat(flags.layout()).isEmpty();
        GfpFlags old =
                GfpFlags.read(OptionalLong.empty(), List.of("GFP_KERNEL"), kernel("3.10.0"))
                        .orElseThrow();
        assertThat(old.has(GfpFlag.WAIT)).isTrue();
        assertThat(old.has(GfpFlag.DIRECT_RECLAIM)).isFalse();
        assertThat(old.kswapdReclaim()).isTrue();
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        assertThat(GfpFlags.read(OptionalLong.of(0xd0), List.of(), NO_KERNEL)).isEmpty();
        assertThat(GfpFlags.read(OptionalLong.empty(), List.of(), kernel("6.1.0"))).isEmpty();
        assertThat(GfpFlags.read(OptionalLong.empty(), List.of("nonsense"), NO_KERNEL)).isEmpty();
        assertThat(GfpFlags.read(OptionalLong.of(0xd0), List.of(), kernel("2.4.18"))).isEmpty();
    }

    @Test
    void unreadableNamesFallBackToTheNumber() {
        GfpFlags flags =
                GfpFlags.read(OptionalLong.of(0xcc0), List.of("GF"), kernel("6.1.0")).orElseThrow();
        assertThat(flags.printed()).containsExactly("GFP_KERNEL");
        assertThat(flags.layout()).contains(GfpLayout.L10);
    }

    @Test
    void aReleaseWithTwoPossibleLayoutsGivesOnlyWhatBothAgreeOn() {
        Optional<KernelRelease> rhel75 = kernel("3.10.0-862.el7.x86_64");
        assertThat(GfpFlags.read(OptionalLong.of(0xc0d0), List.of(), rhel75))
                .get()
                .extracting(GfpFlags::printed)
                .isEqualTo(List.of("GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO"));
        assertThat(GfpFlags.read(OptionalLong.of(0x10c0d0), List.of(), rhel75)).isEmpty();
        // 5.1 has the numbers of 5.0 or of 5.2; only one of them makes sense of a mask.
        assertThat(GfpFlags.read(OptionalLong.of(0x6000c0), List.of(), kernel("5.1.0")))
                .get()
                .satisfies(flags -> assertThat(flags.layout()).contains(GfpLayout.L7));
        assertThat(GfpFlags.read(OptionalLong.of(0x40cc0), List.of(), kernel("5.1.0")))
                .get()
                .satisfies(flags -> assertThat(flags.layout()).contains(GfpLayout.L8));
        assertThat(GfpFlags.read(OptionalLong.of(0x80000000L), List.of(), kernel("5.1.0")))
                .isEmpty();
    }

    @Test
    void compactionWithoutFsTurnsOnTheKernel() {
        GfpFlags nofs = byNames(0xc40, "GFP_NOFS");
        assertThat(nofs.compactionAllowed(NO_KERNEL)).isEmpty();
        assertThat(nofs.compactionAllowed(kernel("4.9.1"))).contains(false);
        assertThat(nofs.compactionAllowed(kernel("4.10.0"))).contains(true);
        assertThat(byNames(0x600040, "GFP_NOFS").compactionAllowed(NO_KERNEL)).contains(true);
        assertThat(byNumber(0x50, "3.10.0").compactionAllowed(NO_KERNEL)).contains(false);
        assertThat(byNumber(0x2400040, "4.8.0").compactionAllowed(NO_KERNEL)).contains(false);
        assertThat(byNames(0xc00, "GFP_NOIO").compactionAllowed(NO_KERNEL)).contains(false);
    }

    @Test
    void aSingleFlagOfAMaskKeepsItsPrintedName() {
        assertThat(GfpFlag.DMA32.printedName()).isEqualTo("GFP_DMA32");
        assertThat(GfpFlag.COMP.printedName()).isEqualTo("__GFP_COMP");
        assertThat(byNames(0xc04, "GFP_NOIO", "GFP_DMA32").highestZoneRank()).isEqualTo(1);
        assertThat(byNames(0xc04, "GFP_NOIO", "GFP_DMA32").migrateType())
                .isEqualTo(MigrateType.UNMOVABLE);
    }
}
