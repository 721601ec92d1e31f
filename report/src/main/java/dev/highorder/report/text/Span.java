/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.report.layout.DisplayWidth;

/// A piece of a line in one tone.
record Span(String text, Tone tone) {

    static Span plain(String text) {
        return new Span(text, Tone.PLAIN);
    }

    int width() {
        return DisplayWidth.of(text);
    }
}
