/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

/// What a piece of text is, for the colours (ECMA-48 SGR).
enum Tone {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    BAD("1;31"),
    DOUBT("1;33"),
    GOOD("1;32"),
    COMMAND("36");

    private final String sgr;

    Tone(String sgr) {
        this.sgr = sgr;
    }

    String sgr() {
        return sgr;
    }
}
