/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InversionTest {

    private static final long PAGE = 4096;

    @Test
    void theArrayGrowsByDoublingAndTwo() {
        assertThat(MemcgArray.growth())
                .containsExactly(
                        4L, 10L, 22L, 46L, 94L, 190L, 382L, 766L, 1534L, 3070L, 6142L, 12286L,
                        24574L, 49150L, 65535L);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1534, 12352, 767, 1534",
        "3, 3070, 24640, 1535, 3070",
        "4, 6142, 49216, 3071, 6142",
        "5, 12286, 98368, 6143, 12286",
        "6, 24574, 196672, 12287, 24574",
        "7, 49150, 393280, 24575, 49150",
        "8, 65535, 524360, 49151, 65535",
    })
    void theOrderTellsHowManyMemcgsExistedAtOnce(
            int order, long slots, long bytes, long low, long high) {
        MemcgArray array = MemcgArray.CACHE_PARAMS;
        assertThat(array.slots(order, PAGE)).containsExactly(slots);
        assertThat(array.bytes(slots)).isEqualTo(bytes);
        assertThat(array.memcgs(order, PAGE)).contains(new Bounds(low, high));
        assertThat(array.order(low, PAGE)).contains(order);
        assertThat(array.order(high, PAGE)).contains(order);
        assertThat(array.order(low - 1, PAGE)).isNotEqualTo(Optional.of(order));
        assertThat(MemcgArray.CACHE_ARRAY.memcgs(order, PAGE)).contains(new Bounds(low, high));
    }

    @Test
    void upToTwoPagesComeFromASlab() {
        for (MemcgArray array : MemcgArray.values()) {
            assertThat(array.memcgs(0, PAGE)).isEmpty();
            assertThat(array.memcgs(1, PAGE)).isEmpty();
            assertThat(array.order(766, PAGE)).isEmpty();
            assertThat(array.order(65_536, PAGE)).isEmpty();
            assertThat(array.memcgs(9, PAGE)).isEmpty();
        }
    }

    @Test
    void theLargestLruArrayIsOneOrderSmaller() {
        assertThat(MemcgArray.LIST_LRU.slots(7, PAGE)).containsExactly(49_150L, 65_535L);
        assertThat(MemcgArray.LIST_LRU.memcgs(7, PAGE)).contains(new Bounds(24_575, 65_535));
        assertThat(MemcgArray.LIST_LRU.memcgs(8, PAGE)).isEmpty();
        assertThat(MemcgArray.CACHE_ARRAY.bytes(65_535)).isEqualTo(524_296);
        assertThat(MemcgArray.LIST_LRU.bytes(65_535)).isEqualTo(524_280);
    }

    @Test
    void sixtyFourKibPagesShiftTheOrders() {
        assertThat(MemcgArray.CACHE_PARAMS.memcgs(2, 65_536)).contains(new Bounds(12_287, 24_574));
        assertThat(MemcgArray.CACHE_PARAMS.memcgs(3, 65_536)).contains(new Bounds(24_575, 49_150));
        assertThat(MemcgArray.CACHE_PARAMS.memcgs(4, 65_536)).contains(new Bounds(49_151, 65_535));
    }

    @ParameterizedTest
    @CsvSource({"4, 40, 78", "5, 79, 157", "6, 158, 315", "2, 10, 19"})
    void theOrderOfAVethTellsThePossibleCpus(int order, long low, long high) {
        assertThat(VethQueues.queues(order, PAGE)).contains(new Bounds(low, high));
        if (order > 2) {
            assertThat(VethQueues.order(low, PAGE)).contains(order);
        }
        assertThat(VethQueues.order(high, PAGE)).contains(order);
    }

    @Test
    void fewVethQueuesComeFromASlab() {
        assertThat(VethQueues.queues(1, PAGE)).isEmpty();
        assertThat(VethQueues.order(9, PAGE)).isEmpty();
        assertThat(VethQueues.order(10, PAGE)).contains(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "4096, 0",
        "4097, 1",
        "8192, 1",
        "8193, 2",
        "196672, 6",
        "262144, 6",
        "262145, 7"
    })
    void theOrderIsTheSmallestThatHolds(long bytes, int order) {
        assertThat(PageOrder.of(bytes, PAGE)).isEqualTo(order);
    }

    @Test
    void anOrderBoundsTheSizeFromBothSides() {
        assertThat(PageOrder.sizes(0, PAGE)).isEqualTo(new Bounds(1, 4096));
        assertThat(PageOrder.sizes(6, PAGE)).isEqualTo(new Bounds(131_073, 262_144));
        assertThat(PageOrder.bytes(6, 65_536)).isEqualTo(4_194_304);
        assertThat(PageOrder.bytes(50, PAGE)).isEqualTo(1L << 62);
        assertThat(PageOrder.bytes(51, PAGE)).isEqualTo(Long.MAX_VALUE);
        assertThat(PageOrder.of(Long.MAX_VALUE, PAGE)).isEqualTo(51);
        for (int order = 0; order < 20; order++) {
            Bounds sizes = PageOrder.sizes(order, PAGE);
            assertThat(PageOrder.of(sizes.low(), PAGE)).isEqualTo(order);
            assertThat(PageOrder.of(sizes.high(), PAGE)).isEqualTo(order);
        }
        assertThatThrownBy(() -> PageOrder.of(1, 5000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no page size: 5000");
        assertThatThrownBy(() -> PageOrder.bytes(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bounds(2, 1)).hasMessage("2 is above 1");
        assertThatThrownBy(() -> Request.kernel(-1)).hasMessage("no such order: -1");
        assertThatThrownBy(() -> Request.kernel(63)).hasMessage("no such order: 63");
        assertThat(Request.kernel(62).pages()).isEqualTo(1L << 62);
        assertThat(Request.kernel(0).pages()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nf_conntrack_48971, 3.10.0-1160.49.1.el7.x86_64, 48971",
        "nf_conntrack_48971, '', 48971",
        "nf_conntrack_1, 4.4.155, 1",
        "nf_conntrack_123456789012, 3.10.0-1160.el7, 123456789012",
        "nf_conntrack_48971, 3.10.0-514.el7.x86_64, -1",
        "nf_conntrack_48971, 3.10.0-862.el7.x86_64, 48971",
        "nf_conntrack_48971, 3.10.0, -1",
        "nf_conntrack_48971, 2.6.32-642.el6, -1",
        "nf_conntrack_ffff880036f61380, '', -1",
        "nf_conntrack_1234567890123456, '', -1",
        "nf_conntrack_, '', -1",
        "nf_conntrack_0, '', -1",
        "nf_conntrack_12/, '', -1",
        "nf_conntrack, '', -1",
        "kmalloc-192, '', -1",
    })
    void theCacheNameCountsTheNetworkNamespaces(String cache, String release, long count) {
        assertThat(NetnsCounter.of(cache, KernelRelease.parse(release)))
                .isEqualTo(count < 0 ? OptionalLong.empty() : OptionalLong.of(count));
    }

    @ParameterizedTest
    @CsvSource({
        "2.6.18-398.el5, none",
        "2.6.32-642.el6.x86_64, HALVING_LOOP",
        "2.4.32, none",
        "3.10.0-1160.el7.x86_64, HALVING_LOOP",
        "3.0.101, HALVING_LOOP",
        "4.3.6, HALVING_LOOP",
        "4.4.0, USABLE_BLOCK",
        "4.18.0-240.el8.x86_64, USABLE_BLOCK",
        "6.11.9, USABLE_BLOCK",
        "6.12.0, USABLE_BLOCK_FREE_HIGHATOMIC",
        "7.0.0, USABLE_BLOCK_FREE_HIGHATOMIC",
    })
    void knowsTheGenerationOfARelease(String release, String generation) {
        assertThat(
                        AllocatorGeneration.of(KernelRelease.parse(release).orElseThrow())
                                .map(AllocatorGeneration::name)
                                .orElse("none"))
                .isEqualTo(generation);
    }
}
