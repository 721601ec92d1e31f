/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {

    @Test
    void counts_have_their_digits_in_groups_of_three() {
        assertThat(Amount.count(0)).isEqualTo("0");
        assertThat(Amount.count(999)).isEqualTo("999");
        assertThat(Amount.count(32_464)).isEqualTo("32,464");
        assertThat(Amount.count(-1_234_567)).isEqualTo("-1,234,567");
        assertThat(Amount.count(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
    }

    @Test
    void bytes_take_the_largest_unit_that_leaves_at_least_one() {
        assertThat(Amount.bytes(0)).isEqualTo("0 bytes");
        assertThat(Amount.bytes(1_023)).isEqualTo("1,023 bytes");
        assertThat(Amount.bytes(1_024)).isEqualTo("1 KiB");
        assertThat(Amount.bytes(1_536)).isEqualTo("1.5 KiB");
        assertThat(Amount.bytes(196_672)).isEqualTo("192 KiB");
        assertThat(Amount.bytes(1_048_575)).isEqualTo("1,023.9 KiB");
        assertThat(Amount.bytes(12_644_417_536L)).isEqualTo("11.7 GiB");
        assertThat(Amount.bytes(Long.MAX_VALUE)).isEqualTo("8,191.9 PiB");
    }

    @Test
    void pages_of_any_size_stop_where_a_long_does() {
        assertThat(Amount.pages(64, 4_096)).isEqualTo("256 KiB");
        assertThat(Amount.pages(64, 65_536)).isEqualTo("4 MiB");
        assertThat(Amount.pages(Long.MAX_VALUE / 4_096, 4_096)).isEqualTo("8,191.9 PiB");
        assertThat(Amount.pages(Long.MAX_VALUE / 4_096 + 1, 4_096)).isEqualTo("8,191.9 PiB");
    }

    @Test
    void per_cent_are_rounded_down() {
        assertThat(Amount.percent(1, 3)).isEqualTo(33);
        assertThat(Amount.percent(2, 2)).isEqualTo(100);
        assertThat(Amount.percent(5, 0)).isZero();
        assertThat(Amount.percent(-1, 3)).isEqualTo(-34);
        assertThat(Amount.percent(Long.MAX_VALUE / 100, Long.MAX_VALUE)).isEqualTo(0);
        assertThat(Amount.percent(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(100);
    }
}
