/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

/// How the text is to look.
///
/// @param width columns of the terminal; less than 40 counts as 40
/// @param colour whether ANSI colours may be used
/// @param verbose everything, instead of the answer on one screen
/// @param unicode whether the terminal shows more than ASCII
public record TextStyle(int width, boolean colour, boolean verbose, boolean unicode) {

    public TextStyle {
        width = Math.max(width, 40);
    }

    /// The style of a pipe: 80 columns, no colour.
    public static TextStyle plain() {
        return new TextStyle(80, false, false, true);
    }
}
