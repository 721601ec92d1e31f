/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            nullValues = "null",
            value = {
                "The table is full: 10 of 10 are used.|The table is full:|10 of 10 are used.",
                "The table is full. 10 of 10 are used.|The table is full.|10 of 10 are used.",
                "Kernel 3.10 of el7 (e.g. x) has it. Others: no.|Kernel 3.10 of el7 (e.g. x) has it.|Others: no.",
                "One sentence and no more.|One sentence and no more.|''",
                "''|''|''",
                "a:b c|a:b c|''",
            })
    void aStatementIsCutAtItsFirstColonOrFullStop(String text, String title, String rest) {
        assertThat(Headline.of(text)).isEqualTo(new Headline(title, rest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It is full: all are used.|It is full. All are used.|It is full.",
                "It is full: all are used.|It is full. All are used. The limit is 10.|It is full. The limit is 10.",
                "It is full: all are used.|It is empty. All are used.|It is empty. All are used.",
                "It is full: all are used.|It is full. Some are used.|It is full. Some are used.",
                "It is full.|It is full. All are used.|It is full. All are used.",
            })
    void whatWasSaidIsNotSaidAgain(String said, String statement, String left) {
        assertThat(Headline.of(said).notSaidOf(statement)).isEqualTo(left);
    }
}
