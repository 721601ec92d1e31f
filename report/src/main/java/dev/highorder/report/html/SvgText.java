/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.report.layout.DisplayWidth;
import dev.highorder.report.safe.SafeText;
import java.util.ArrayList;
import java.util.List;

/// Text in a drawing, which does not wrap by itself.
final class SvgText {

    private SvgText() {}

    /// Safe lines of so many columns at most; what does not fit the last one gives way to an ellipsis.
    static List<String> wrap(String text, int columns, int most) {
        var lines = new ArrayList<String>();
        String rest = SafeText.of(text).strip();
        while (!rest.isEmpty()) {
            int fit = DisplayWidth.fit(rest, columns);
            if (fit == rest.length()) {
                lines.add(rest);
                break;
            }
            int blank = rest.lastIndexOf(' ', fit);
            int cut = blank > 0 ? blank : Math.max(fit, 1);
            if (lines.size() + 1 == most) {
                int shorter = DisplayWidth.fit(rest, columns - 1);
                lines.add(rest.substring(0, shorter) + "\u2026");
                break;
            }
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        return lines;
    }

    static void at(Markup page, int x, int y, String type, String text) {
        page.tag("<text x=\"" + x + "\" y=\"" + y + "\" class=\"" + type + "\">")
                .text(text)
                .line("</text>");
    }
}
