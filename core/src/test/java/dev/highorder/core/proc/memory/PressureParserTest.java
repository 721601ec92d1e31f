/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.proc.Blocks;
import org.junit.jupiter.api.Test;

class PressureParserTest {

    private static final String TEXT =
            """
            some avg10=12.50 avg60=3.07 avg300=0.80 total=123456
            full avg10=7.25 avg60=1.00 avg300=0.11 total=65432
            """;

    private final PressureParser parser = new PressureParser();

    @Test
    void readsTheSharesOfMemory() {
        Pressure pressure =
                Blocks.only(Pressure.class, Blocks.parse(parser, "proc/pressure/memory", TEXT));

        assertThat(pressure.some10()).isEqualTo(12.5);
        assertThat(pressure.some60()).isEqualTo(3.07);
        assertThat(pressure.some300()).isEqualTo(0.8);
        assertThat(pressure.full10()).hasValue(7.25);
        assertThat(pressure.full300()).hasValue(0.11);
    }

    @Test
    void theOtherResourcesAreNotMemory() {
        assertThat(Blocks.parse(parser, "proc/pressure/cpu", TEXT).value()).isEmpty();
        assertThat(Blocks.parse(parser, "sys/fs/cgroup/memory.pressure", TEXT).value()).isEmpty();
        assertThat(parser.extent(Blocks.lines("f", "some text"), 0)).isZero();
    }
}
