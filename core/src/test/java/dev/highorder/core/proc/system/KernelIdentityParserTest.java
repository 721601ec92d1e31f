/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class KernelIdentityParserTest {

    private final KernelIdentityParser parser = new KernelIdentityParser();

    @Test
    void readsUnameOfTheIncident() {
        KernelIdentity kernel =
                Blocks.fact(
                        KernelIdentity.class,
                        parser,
                        Blocks.resource("3.10.0-1160.49.1.el7-x86_64/tools/uname_-a"));

        assertThat(kernel.release().text()).isEqualTo("3.10.0-1160.49.1.el7.x86_64");
        assertThat(kernel.host()).hasValue("node-1");
        assertThat(kernel.arch()).hasValue("x86_64");
    }

    @Test
    void readsUnameOfBusyboxAndOneWhoseHostWasTakenOut() {
        KernelIdentity busybox =
                Blocks.fact(
                        KernelIdentity.class,
                        parser,
                        "Linux edge7 5.10.13-0-lts #1-Alpine SMP Mon Feb 1 2021 aarch64 Linux");
        assertThat(busybox.host()).hasValue("edge7");
        assertThat(busybox.arch()).hasValue("aarch64");

        KernelIdentity nameless =
                Blocks.fact(
                        KernelIdentity.class,
                        parser,
                        "Linux 3.10.0-514.el7.x86_64 #1 SMP Tue Nov 22 16:42:41 UTC 2016 x86_64 x86_64 x86_64 GNU/Linux");
        assertThat(nameless.host()).isEmpty();
        assertThat(nameless.release().elBuild()).hasValue(514);
    }

    @Test
    void readsOneBrokenInTwo() {
        String text =
                """
                Linux <host> 4.19.86-coreos #1 SMP Mon Dec 2 20:13:38 -00 2019
                x86_64 Intel(R) Xeon(R) CPU E5-2640 v2 @ 2.00GHz GenuineIntel GNU/Linux
                """;

        assertThat(parser.extent(Blocks.lines("f", text), 0)).isEqualTo(2);
        KernelIdentity kernel = Blocks.fact(KernelIdentity.class, parser, text);
        assertThat(kernel.release().text()).isEqualTo("4.19.86-coreos");
        assertThat(kernel.host()).isEmpty();
        assertThat(kernel.arch()).hasValue("x86_64");
    }

    @Test
    void readsProcVersionAndUnameR() {
        assertThat(
                        Blocks.fact(
                                        KernelIdentity.class,
                                        parser,
                                        "Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP")
                                .release()
                                .text())
                .isEqualTo("6.1.0-56-amd64");
        assertThat(parser.reads("uname -r")).isTrue();
        assertThat(parser.reads("uname -a")).isFalse();
        assertThat(parser.reads("bundle/proc/version")).isTrue();
        var parsed = Blocks.output(parser, "uname -r", "4.18.0-240.el8.x86_64\n");
        assertThat(Blocks.only(KernelIdentity.class, parsed).release().isEl(8)).isTrue();
        assertThat(Blocks.output(parser, "uname -r", "uname: not found\n").problems())
                .extracting(problem -> problem.message())
                .containsExactly("expected a kernel release, found \"uname: not found\"");
    }

    @Test
    void leavesProseAlone() {
        assertThat(parser.extent(Blocks.lines("f", "Linux is a kernel"), 0)).isZero();
        assertThat(parser.extent(Blocks.lines("f", "Linux version control is hard"), 0)).isZero();
    }
}
