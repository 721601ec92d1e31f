/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.report.layout.DisplayWidth;
import dev.highorder.report.safe.SafeText;

/// The characters of the output, for terminals with Unicode and without; and every string of the answer on its way
/// there, made safe.
final class Glyphs {

    private static final String TYPOGRAPHY =
            "\u2013\u2014\u2019\u201c\u201d\u2026\u00a0\u2265\u2264\u00d7\u2192\u2190\u21d2\u00b7";
    private static final String[] ASCII = {
        "-", "-", "'", "\"", "\"", "...", " ", ">=", "<=", "x", "->", "<-", "=>", "-"
    };

    private final boolean unicode;

    Glyphs(boolean unicode) {
        this.unicode = unicode;
    }

    boolean unicode() {
        return unicode;
    }

    String dot() {
        return unicode ? "\u00b7" : "-";
    }

    String ellipsis() {
        return unicode ? "\u2026" : "...";
    }

    /// Safe to print: secrets masked, control characters visible, tabs as blanks, only ASCII where there is no more.
    String text(String text) {
        return narrow(SafeText.of(text).replace('\t', ' '));
    }

    /// As `text`, for commands of the product's own: nothing is masked.
    String command(String text) {
        return narrow(SafeText.visible(text));
    }

    /// A path, without its middle where it is too long.
    String path(String path, int columns) {
        return DisplayWidth.middle(text(path), columns, ellipsis());
    }

    private String narrow(String text) {
        if (unicode) {
            return text;
        }
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    int known = TYPOGRAPHY.indexOf(point);
                    if (point < 0x80) {
                        out.append((char) point);
                    } else if (known >= 0) {
                        out.append(ASCII[known]);
                    } else {
                        out.append("\\u{").append(Integer.toHexString(point)).append('}');
                    }
                });
        return out.toString();
    }
}
