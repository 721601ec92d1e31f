/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    @Test
    void a2632HeadlineHasAFullStop() {
        Headline headline = read("swapper: page allocation failure. order:1, mode:0x4020");
        assertThat(headline.comm()).isEqualTo("swapper");
        assertThat(headline.order()).isEqualTo(1);
        assertThat(headline.tail().mode().text()).isEqualTo("0x4020");
        assertThat(headline.tail().mode().names()).isEmpty();
        assertThat(headline.tail().nodemask()).isEmpty();
    }

    @Test
    void a46HeadlineNamesTheFlags() {
        Headline headline =
                read(
                        "Web Content: page allocation failure: order:2, mode:0x26040D0(GFP_TEMPORARY|__GFP_COMP|__GFP_NOTRACK)");
        assertThat(headline.comm()).isEqualTo("Web Content");
        assertThat(headline.tail().mode().names())
                .containsExactly("GFP_TEMPORARY", "__GFP_COMP", "__GFP_NOTRACK");
        assertThat(headline.tail().mode().text())
                .isEqualTo("0x26040d0(GFP_TEMPORARY|__GFP_COMP|__GFP_NOTRACK)");
    }

    @Test
    void a415HeadlineNamesTheNodes() {
        Headline headline =
                read(
                        "kworker/u16:4: page allocation failure: order:4, mode:0x14040c0(GFP_KERNEL|__GFP_COMP), nodemask=0-1,3");
        assertThat(headline.comm()).isEqualTo("kworker/u16:4");
        assertThat(headline.tail().nodemask()).contains("0-1,3");
        assertThat(headline.tail().cpuset()).isEmpty();
    }

    @Test
    void a50HeadlineNamesTheCpusetToo() {
        Headline headline =
                read(
                        "runc:[2:INIT]: page allocation failure: order:5, mode:0x40dc0(GFP_KERNEL|__GFP_COMP|__GFP_ZERO), nodemask=(null),cpuset=kubepods-burstable.slice,mems_allowed=0-1,3");
        assertThat(headline.comm()).isEqualTo("runc:[2:INIT]");
        assertThat(headline.tail().nodemask()).contains("(null)");
        assertThat(headline.tail().cpuset()).contains("kubepods-burstable.slice");
        assertThat(headline.tail().memsAllowed()).contains("0-1,3");
    }

    @Test
    void aStallIsNoFailure() {
        Headline headline =
                read(
                        "java: page allocation stalls for 10312ms, order:0, mode:0x24201ca(GFP_HIGHUSER_MOVABLE|__GFP_COLD)");
        assertThat(headline.kind()).isEqualTo(Headline.Kind.STALL);
        assertThat(headline.order()).isZero();
        assertThat(headline.comm()).isEqualTo("java");
    }

    @Test
    void theMemoryMapOfAHotPluggedSectionFailsByItsOwnName() {
        Headline headline =
                read(
                        "kworker/0:1: vmemmap alloc failure: order:9, mode:0x4cc0(GFP_KERNEL|__GFP_RETRY_MAYFAIL), nodemask=(null),cpuset=/,mems_allowed=0");
        assertThat(headline.kind()).isEqualTo(Headline.Kind.VMEMMAP);
        assertThat(headline.order()).isEqualTo(9);
    }

    @Test
    void theSecondHalfOfACutRecordHasNoName() {
        Headline headline = read("page allocation failure: order:3");
        assertThat(headline.comm()).isEmpty();
        assertThat(headline.tail().mode()).isEqualTo(RequestTail.NO_MODE);
    }

    @Test
    void aPrefixThatNobodyTookOffIsNoPartOfTheName() {
        assertThat(
                        read("Jun 8 11:04:35 n1 kernel: exe: page allocation failure: order:6, mode:0xc0d0")
                                .comm())
                .isEqualTo("exe");
    }

    @Test
    void proseAndCutLinesAreNoHeadlines() {
        for (String text :
                List.of(
                        "we see a page allocation failure on each node",
                        "the page allocation failure: order:6 came back",
                        "x: page allocation failure",
                        "x: page allocation failure: order:",
                        "x: page allocation failure: order:99",
                        "x: page allocation failure: order:123456789012345678901234567890, mode:0x20",
                        "x: page allocation stalls for ms, order:0")) {
            assertThat(Headline.scan(text)).as(text).isEmpty();
        }
    }

    @Test
    void aModeOfMoreThan64BitsIsKeptAsText() {
        Headline headline = read("x: page allocation failure: order:0, mode:0x11112222333344445");
        assertThat(headline.tail().mode().mask()).isEmpty();
        assertThat(headline.tail().mode().text()).isEqualTo("0x11112222333344445");
    }

    private static Headline read(String text) {
        return Headline.scan(text).orElseThrow();
    }
}
