/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Diagnosis;
import java.io.IOException;

/// A diagnosis as text for a person: the answer on one screen, or everything.
public final class TextReport {

    private TextReport() {}

    /// Writes the diagnosis; no line is wider than the style's width but a command that cannot be broken.
    ///
    /// @throws IOException as `out` does
    public static void write(Diagnosis diagnosis, TextStyle style, Appendable out)
            throws IOException {
        var glyphs = new Glyphs(style.unicode());
        var lines =
                style.verbose()
                        ? FullScreen.lines(diagnosis, glyphs, style.width())
                        : new AnswerScreen(diagnosis, glyphs, style.width()).lines();
        var text = new StringBuilder();
        for (TextLine line : lines) {
            line.print(style.colour(), text);
        }
        out.append(text);
    }
}
