/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import static dev.highorder.core.buddy.AllocatorGeneration.HALVING_LOOP;
import static dev.highorder.core.buddy.AllocatorGeneration.USABLE_BLOCK;
import static dev.highorder.core.buddy.AllocatorGeneration.USABLE_BLOCK_FREE_HIGHATOMIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.buddy.Admission.Answer;
import dev.highorder.core.buddy.Admission.ForeignBlocks;
import dev.highorder.core.buddy.Admission.LoopRefuses;
import dev.highorder.core.buddy.Admission.NoBlock;
import dev.highorder.core.buddy.Admission.Served;
import dev.highorder.core.buddy.Admission.ShortOfPages;
import dev.highorder.core.buddy.Admission.Undecided;
import dev.highorder.core.model.MigrateType;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatermarkCheckTest {

    private static final Request ATOMIC =
            new Request(0, false, true, true, false, false, MigrateType.UNMOVABLE, 2);

    private static Request atomic(int order) {
        return new Request(order, false, true, true, false, false, MigrateType.UNMOVABLE, 2);
    }

    private static Request movable(int order) {
        return new Request(order, true, false, false, false, false, MigrateType.MOVABLE, 4);
    }

    private static Admission admit(Pool pool, Request request, AllocatorGeneration generation) {
        return WatermarkCheck.admit(pool.build(), request, generation);
    }

    @Test
    void theIncidentsSnapshotWouldHaveServedTheRequest() {
        Pool zone = new Pool().blocks(FreeListsTest.BAD_N0_NORMAL.blocks());
        Admission unknownMark = admit(zone, Request.kernel(6), HALVING_LOOP);
        assertThat(unknownMark.answer()).isEqualTo(Answer.UNSURE);
        assertThat(unknownMark)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest()).isInstanceOf(Served.class);
                            assertThat(undecided.atWorst()).isInstanceOf(ShortOfPages.class);
                            assertThat(undecided.doubts()).containsExactly(Doubt.MARK);
                        });
        Admission served = admit(zone.min(22_528), Request.kernel(6), HALVING_LOOP);
        assertThat(served).isInstanceOf(Served.class);
        assertThat(served.answer()).isEqualTo(Answer.YES);
        assertThat(served.figures().suitable()).isEqualTo(32_464);
    }

    @Test
    void aZoneWithoutABlockRefusesWhateverItsWatermark() {
        Pool healthy = new Pool().blocks(FreeListsTest.HEALTHY_N0_NORMAL.blocks());
        Admission admission = admit(healthy, Request.kernel(6), HALVING_LOOP);
        assertThat(admission.answer()).isEqualTo(Answer.NO);
        assertThat(admission).isInstanceOf(Undecided.class);
        assertThat(admit(healthy.min(10_000), Request.kernel(6), HALVING_LOOP))
                .isInstanceOf(NoBlock.class);
        assertThat(admit(healthy.min(10_000), Request.kernel(6), USABLE_BLOCK))
                .isInstanceOf(NoBlock.class);
    }

    @Test
    void freePagesMustExceedTheMarkAndTheReserve() {
        Pool zone = new Pool().min(1_000).blocks(0, 0, 0, 0, 100).lowmem(0, 0, 500);
        assertThat(order0(zone.free(1_001), 0)).isInstanceOf(Served.class);
        assertThat(order0(zone.free(1_007), 0).figures().margin()).isEqualTo(7);
        assertThat(order0(zone.free(1_000), 0)).isInstanceOf(ShortOfPages.class);
        Pool dma = new Pool().zone("DMA").min(1_000).lowmem(0, 100, 500, 500);
        ClassZone zones = new ClassZone(Set.of("DMA", "DMA32", "Normal"), 5);
        assertThat(
                        WatermarkCheck.admit(
                                dma.free(1_501).build(), Request.kernel(0), USABLE_BLOCK, zones))
                .isInstanceOf(Served.class);
        Admission refused =
                WatermarkCheck.admit(
                        dma.free(1_500).build(), Request.kernel(0), USABLE_BLOCK, zones);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> {
                            assertThat(shortage.passesWithoutReserve()).isTrue();
                            assertThat(shortage.passesWithoutCma()).isFalse();
                            assertThat(shortage.passesWithoutHighatomic()).isFalse();
                            assertThat(shortage.passesWithoutCmaAndHighatomic()).isFalse();
                            assertThat(shortage.passesWithoutBoost()).isFalse();
                            assertThat(shortage.figures().needed()).isEqualTo(1_500);
                            assertThat(shortage.figures().available()).isEqualTo(1_500);
                            assertThat(shortage.figures().margin()).isZero();
                        });
    }

    private static Admission order0(Pool pool, int order) {
        return admit(pool, Request.kernel(order), USABLE_BLOCK);
    }

    @Test
    void aHighOrderNeedsThePagesBesidesTheFirstToo() {
        Pool zone = new Pool().min(1_000).blocks(1_000, 0, 0, 0, 1);
        assertThat(order0(zone.free(1_016), 4)).isInstanceOf(Served.class);
        assertThat(order0(zone.free(1_015), 4)).isInstanceOf(ShortOfPages.class);
        assertThat(order0(zone.free(1_015), 4).figures().beyond()).isEqualTo(15);
        assertThat(order0(zone.free(1_015), 4).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void atomicRequestsGoThreeEighthsDeep() {
        for (AllocatorGeneration generation : AllocatorGeneration.values()) {
            Pool zone = new Pool().min(1_600);
            assertThat(admit(zone.free(601), ATOMIC, generation)).isInstanceOf(Served.class);
            assertThat(admit(zone.free(600), ATOMIC, generation)).isInstanceOf(ShortOfPages.class);
            assertThat(admit(zone.free(600), ATOMIC, generation).figures().mark()).isEqualTo(600);
            Request high =
                    new Request(0, true, true, false, false, false, MigrateType.UNMOVABLE, 2);
            assertThat(admit(zone.free(800), high, generation).figures().mark()).isEqualTo(800);
            assertThat(admit(zone.free(801), high, generation)).isInstanceOf(Served.class);
            Request harder =
                    new Request(0, false, false, true, false, false, MigrateType.UNMOVABLE, 2);
            assertThat(admit(zone.free(1_200), harder, generation).figures().mark())
                    .isEqualTo(1_200);
        }
    }

    @Test
    void whoMayIgnoreTheWatermarksFailsOnlyForABlock() {
        Request memalloc =
                new Request(2, true, false, false, true, false, MigrateType.UNMOVABLE, 2);
        Pool zone = new Pool().min(10_000).free(8).blocks(0, 2, 1);
        assertThat(admit(zone, memalloc, USABLE_BLOCK)).isInstanceOf(Served.class);
        assertThat(admit(zone, memalloc, HALVING_LOOP)).isInstanceOf(Served.class);
        assertThat(admit(zone, memalloc, USABLE_BLOCK).figures().needed()).isZero();
        assertThat(admit(zone.blocks(0, 4, 0), memalloc, USABLE_BLOCK)).isInstanceOf(NoBlock.class);
        Request page = new Request(0, true, false, false, true, false, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone.free(0), page, USABLE_BLOCK)).isInstanceOf(NoBlock.class);
        assertThat(admit(zone.free(1), page, USABLE_BLOCK)).isInstanceOf(Served.class);
        Request forbidden =
                new Request(2, true, false, false, true, true, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone.blocks(0, 2, 1), forbidden, USABLE_BLOCK))
                .isInstanceOf(ShortOfPages.class);
    }

    @Test
    void theHalvingLoopRefusesThoughBlocksExist() {
        // Two blocks of order 3 in 1,100 free pages: above order 2 stand 16 − 7 pages, and 125 are
        // needed.
        Pool zone = new Pool().min(1_000).blocks(1_084, 0, 0, 2);
        Admission refused = admit(zone, Request.kernel(3), HALVING_LOOP);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        LoopRefuses.class,
                        loop -> {
                            assertThat(loop.atOrder()).isEqualTo(1);
                            assertThat(loop.left()).isEqualTo(1_100 - 7 - 1_084);
                            assertThat(loop.needed()).isEqualTo(500);
                            assertThat(loop.answer()).isEqualTo(Answer.NO);
                            assertThat(loop.figures().suitable()).isEqualTo(2);
                        });
        assertThat(admit(zone, Request.kernel(3), USABLE_BLOCK)).isInstanceOf(Served.class);
    }

    @Test
    void theHalvingLoopComparesStrictly() {
        // After order 0: 1,000 − 1 − 499 = 500 left, 500 needed.
        Pool zone = new Pool().min(999).free(1_000).blocks(499, 300);
        assertThat(admit(zone, Request.kernel(1), HALVING_LOOP))
                .isInstanceOf(ShortOfPages.class); // 999 is not above 999
        Pool wide = new Pool().min(1_000).free(1_100).blocks(599, 250);
        assertThat(admit(wide, Request.kernel(1), HALVING_LOOP))
                .isInstanceOfSatisfying(
                        LoopRefuses.class, loop -> assertThat(loop.left()).isEqualTo(500));
        assertThat(admit(wide.blocks(598, 251), Request.kernel(1), HALVING_LOOP))
                .isInstanceOf(Served.class);
    }

    @Test
    void theHalvingLoopAgreesWithAPlainReadingOfTheKernel() {
        Random random = new Random(310);
        for (int i = 0; i < 5_000; i++) {
            List<Long> blocks = new java.util.ArrayList<>();
            for (int order = 0; order < 11; order++) {
                blocks.add((long) random.nextInt(1 + (4_000 >> order)));
            }
            long min = random.nextInt(12_000);
            int order = random.nextInt(11);
            Request request = i % 2 == 0 ? Request.kernel(order) : atomic(order);
            long free = new FreeLists(blocks).freePages() - (1L << order) + 1;
            long mark = min;
            mark -= request.high() ? mark / 2 : 0;
            mark -= request.harder() ? mark / 4 : 0;
            boolean passes = free > mark;
            for (int o = 0; o < order && passes; o++) {
                free -= blocks.get(o) << o;
                mark >>= 1;
                passes = free > mark;
            }
            Admission admission = admit(new Pool().min(min).blocks(blocks), request, HALVING_LOOP);
            assertThat(admission.answer())
                    .as("%s of order %d, min %d", blocks, order, min)
                    .isEqualTo(passes ? Answer.YES : Answer.NO);
        }
    }

    @Test
    void cmaPagesServeOnlyMovableRequests() {
        Pool zone =
                new Pool()
                        .min(1_000)
                        .free(2_000)
                        .cma(1_500)
                        .blocks(100, 0, 0, 0, 4)
                        .types(0, MigrateType.UNMOVABLE)
                        .types(4, MigrateType.CMA);
        assertThat(admit(zone, Request.kernel(0), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> {
                            assertThat(shortage.passesWithoutCma()).isTrue();
                            assertThat(shortage.passesWithoutCmaAndHighatomic()).isTrue();
                            assertThat(shortage.passesWithoutReserve()).isFalse();
                            assertThat(shortage.figures().cma()).isEqualTo(1_500);
                        });
        assertThat(admit(zone, movable(4), USABLE_BLOCK)).isInstanceOf(Served.class);
        assertThat(admit(zone.cma(500), Request.kernel(4), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        ForeignBlocks.class,
                        foreign -> {
                            assertThat(foreign.figures().types()).containsExactly(MigrateType.CMA);
                            assertThat(foreign.answer()).isEqualTo(Answer.NO);
                        });
        assertThat(admit(zone, Request.kernel(4), HALVING_LOOP)).isInstanceOf(ForeignBlocks.class);
    }

    @Test
    void oneBlockOnAUsableListIsEnough() {
        Pool zone =
                new Pool()
                        .min(100)
                        .free(10_000)
                        .cma(0)
                        .blocks(100, 0, 0, 0, 4, 1)
                        .types(0, MigrateType.UNMOVABLE)
                        .types(4, MigrateType.ISOLATE)
                        .types(5, MigrateType.CMA, MigrateType.MOVABLE);
        assertThat(admit(zone, Request.kernel(4), USABLE_BLOCK)).isInstanceOf(Served.class);
        assertThat(admit(zone.types(5, MigrateType.HIGHATOMIC), Request.kernel(4), USABLE_BLOCK))
                .isInstanceOf(ForeignBlocks.class);
        assertThat(admit(zone, atomic(4), USABLE_BLOCK)).isInstanceOf(Served.class);
    }

    @Test
    void theWholeReserveIsLeftOutUpTo611AndItsFreePagesLater() {
        Pool zone = new Pool().min(1_000).free(3_000).reserved(2_500).freeHighatomic(100);
        assertThat(admit(zone, Request.kernel(0), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> {
                            assertThat(shortage.passesWithoutHighatomic()).isTrue();
                            assertThat(shortage.passesWithoutCma()).isFalse();
                            assertThat(shortage.figures().highatomic()).isEqualTo(2_500);
                        });
        Admission newest = admit(zone, Request.kernel(0), USABLE_BLOCK_FREE_HIGHATOMIC);
        assertThat(newest).isInstanceOf(Served.class);
        assertThat(newest.figures().highatomic()).isEqualTo(100);
        assertThat(admit(zone, ATOMIC, USABLE_BLOCK).figures().highatomic()).isZero();
        assertThat(admit(zone, Request.kernel(0), HALVING_LOOP).figures().highatomic()).isZero();
    }

    @Test
    void aReserveWithoutItsFreePagesGivesBounds() {
        Pool zone = new Pool().min(1_000).free(3_000).reserved(2_500);
        assertThat(admit(zone, Request.kernel(0), USABLE_BLOCK_FREE_HIGHATOMIC))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest()).isInstanceOf(Served.class);
                            assertThat(undecided.atWorst()).isInstanceOf(ShortOfPages.class);
                            assertThat(undecided.doubts()).containsExactly(Doubt.HIGHATOMIC);
                            assertThat(undecided.answer()).isEqualTo(Answer.UNSURE);
                            assertThat(undecided.figures().highatomic()).isZero();
                        });
        Pool lettered =
                zone.blocks(1_000, 1_000)
                        .types(0, MigrateType.MOVABLE)
                        .types(1, MigrateType.UNMOVABLE);
        assertThat(admit(lettered, Request.kernel(0), USABLE_BLOCK_FREE_HIGHATOMIC))
                .isInstanceOf(Served.class);
        Pool some = lettered.types(1, MigrateType.HIGHATOMIC);
        assertThat(admit(some, Request.kernel(0), USABLE_BLOCK_FREE_HIGHATOMIC))
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> assertThat(shortage.figures().highatomic()).isEqualTo(2_000));
        Pool mixed = lettered.types(1, MigrateType.HIGHATOMIC, MigrateType.MOVABLE);
        assertThat(admit(mixed, Request.kernel(0), USABLE_BLOCK_FREE_HIGHATOMIC))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest().figures().highatomic()).isEqualTo(2);
                            assertThat(undecided.atWorst().figures().highatomic()).isEqualTo(2_000);
                        });
    }

    @Test
    void requestsThatDoNotSleepKeepTheReserveFrom63OnOnly() {
        Pool zone = new Pool().min(1_000).free(3_000).reserved(2_500).freeHighatomic(2_500);
        Request nowait =
                new Request(0, false, false, false, false, false, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone, nowait, USABLE_BLOCK)).isInstanceOf(Undecided.class);
        assertThat(admit(zone, nowait, USABLE_BLOCK_FREE_HIGHATOMIC)).isInstanceOf(Served.class);
        Request high = new Request(0, true, true, false, false, false, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone, high, USABLE_BLOCK_FREE_HIGHATOMIC)).isInstanceOf(Served.class);
        Request never = new Request(0, false, false, false, false, true, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone, never, USABLE_BLOCK_FREE_HIGHATOMIC))
                .isInstanceOf(ShortOfPages.class);
        assertThat(admit(zone, never, USABLE_BLOCK)).isInstanceOf(ShortOfPages.class);
    }

    @Test
    void anUnprintedReserveIsNilUntilALetterSaysOtherwise() {
        Pool zone = new Pool().min(1_000).free(1_500).managed(100_000).blocks(1_500);
        Admission served = admit(zone, Request.kernel(0), USABLE_BLOCK);
        assertThat(served).isInstanceOf(Served.class);
        assertThat(served.figures().unknown())
                .containsExactlyInAnyOrder(
                        Doubt.HIGHATOMIC, Doubt.CMA, Doubt.LOWMEM_RESERVE, Doubt.TYPES);
        Pool lettered = zone.cma(0).types(0, MigrateType.HIGHATOMIC, MigrateType.MOVABLE);
        assertThat(admit(lettered, Request.kernel(0), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest().figures().highatomic()).isEqualTo(1);
                            assertThat(undecided.atWorst().figures().highatomic()).isEqualTo(2_024);
                        });
        Pool unmanaged = new Pool().min(1_000).free(1_500).cma(0).blocks(300, 600);
        unmanaged.types(0, MigrateType.HIGHATOMIC).types(1, MigrateType.MOVABLE);
        assertThat(admit(unmanaged, Request.kernel(0), USABLE_BLOCK).figures().highatomic())
                .isEqualTo(300);
    }

    @Test
    void nothingIsCalledUnknownThatIsPrinted() {
        Pool zone =
                new Pool()
                        .min(1_000)
                        .free(1_500)
                        .cma(0)
                        .reserved(0)
                        .lowmem(0, 0, 0, 0)
                        .blocks(1_500)
                        .types(0, MigrateType.MOVABLE);
        assertThat(admit(zone, Request.kernel(0), USABLE_BLOCK).figures().unknown()).isEmpty();
    }

    @Test
    void cmaPagesAreCountedByTheirLetterWhereTheCounterIsMissing() {
        Pool zone =
                new Pool()
                        .min(1_000)
                        .free(2_000)
                        .blocks(500, 750)
                        .types(0, MigrateType.MOVABLE)
                        .types(1, MigrateType.CMA);
        assertThat(admit(zone, Request.kernel(0), HALVING_LOOP))
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> assertThat(shortage.figures().cma()).isEqualTo(1_500));
        assertThat(admit(zone, movable(0), HALVING_LOOP).figures().cma()).isZero();
    }

    @Test
    void aBoostIsNamedAndDoesNotBindAnAtomicPage() {
        Pool zone = new Pool().min(3_000).boost(2_000).free(2_500);
        assertThat(admit(zone, Request.kernel(0), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        ShortOfPages.class,
                        shortage -> {
                            assertThat(shortage.passesWithoutBoost()).isTrue();
                            assertThat(shortage.figures().boost()).isEqualTo(2_000);
                        });
        assertThat(admit(zone.free(376), ATOMIC, USABLE_BLOCK)).isInstanceOf(Served.class);
        assertThat(admit(zone.free(376), ATOMIC, USABLE_BLOCK).figures().mark()).isEqualTo(375);
        assertThat(admit(zone.free(376).blocks(0, 188), atomic(1), USABLE_BLOCK))
                .isInstanceOf(ShortOfPages.class);
        Request high = new Request(0, true, true, false, false, false, MigrateType.UNMOVABLE, 2);
        assertThat(admit(zone, high, USABLE_BLOCK).figures().mark()).isEqualTo(1_500);
        assertThat(admit(zone, high, USABLE_BLOCK_FREE_HIGHATOMIC).figures().mark()).isEqualTo(500);
    }

    @Test
    void unknownFreePagesAndUnknownBlocksLeaveTheAnswerOpen() {
        Admission nothing = admit(new Pool().min(100), Request.kernel(3), USABLE_BLOCK);
        assertThat(nothing)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided ->
                                assertThat(undecided.doubts())
                                        .containsExactlyInAnyOrder(Doubt.FREE, Doubt.BLOCKS));
        Admission noBlocks = admit(new Pool().min(100).free(900), Request.kernel(3), USABLE_BLOCK);
        assertThat(noBlocks)
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest()).isInstanceOf(Served.class);
                            assertThat(undecided.atWorst()).isInstanceOf(NoBlock.class);
                            assertThat(undecided.doubts()).containsExactly(Doubt.BLOCKS);
                        });
        assertThat(admit(new Pool().min(100).free(900), Request.kernel(0), USABLE_BLOCK))
                .isInstanceOf(Served.class);
        assertThat(admit(new Pool().min(900).free(900), Request.kernel(3), USABLE_BLOCK))
                .isInstanceOf(ShortOfPages.class);
    }

    @Test
    void blocksWithoutLettersMayAllBeForeign() {
        Pool zone = new Pool().min(100).free(1_000).cma(256).blocks(744, 0, 0, 0, 0, 0, 4);
        assertThat(admit(zone, Request.kernel(6), USABLE_BLOCK))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> {
                            assertThat(undecided.atBest()).isInstanceOf(Served.class);
                            assertThat(undecided.atWorst()).isInstanceOf(ForeignBlocks.class);
                            assertThat(undecided.doubts()).containsExactly(Doubt.TYPES);
                        });
        assertThat(admit(zone.cma(255), Request.kernel(6), USABLE_BLOCK))
                .isInstanceOf(Served.class);
        assertThat(admit(zone.cma(0).reserved(256), Request.kernel(6), USABLE_BLOCK))
                .isInstanceOf(Undecided.class);
        assertThat(admit(zone.freeHighatomic(255), Request.kernel(6), USABLE_BLOCK))
                .isInstanceOf(Served.class);
        assertThat(admit(zone.freeHighatomic(256), atomic(6), USABLE_BLOCK))
                .isInstanceOf(Served.class);
        assertThat(admit(zone, Request.kernel(6), HALVING_LOOP)).isInstanceOf(Served.class);
    }

    @Test
    void garbageStaysInRange() {
        Pool zone =
                new Pool()
                        .min(Long.MAX_VALUE)
                        .free(Long.MAX_VALUE)
                        .cma(Long.MAX_VALUE)
                        .reserved(Long.MAX_VALUE)
                        .lowmem(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)
                        .blocks(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        for (AllocatorGeneration generation : AllocatorGeneration.values()) {
            assertThat(admit(zone, Request.kernel(1), generation).answer()).isEqualTo(Answer.NO);
        }
    }

    @Test
    void moreFreeMemoryNeverTurnsAYesIntoANo() {
        Random random = new Random(44);
        for (int i = 0; i < 3_000; i++) {
            int order = random.nextInt(6);
            Pool zone = new Pool().min(random.nextInt(3_000)).cma(random.nextInt(300));
            List<Long> blocks = new java.util.ArrayList<>();
            for (int o = 0; o < 8; o++) {
                blocks.add((long) random.nextInt(1 + (2_000 >> o)));
            }
            AllocatorGeneration generation =
                    List.of(AllocatorGeneration.values()).get(random.nextInt(3));
            Request request = random.nextBoolean() ? Request.kernel(order) : atomic(order);
            Admission before = admit(zone.blocks(blocks), request, generation);
            blocks.set(7, blocks.get(7) + 1);
            Admission after = admit(zone.blocks(blocks), request, generation);
            if (before.answer() == Answer.YES) {
                assertThat(after.answer()).isEqualTo(Answer.YES);
            }
        }
    }
}
