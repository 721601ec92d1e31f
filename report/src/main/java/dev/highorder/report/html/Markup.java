/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.report.safe.SafeText;

/// HTML being written. Text goes through `text`, which makes it safe and escapes it, or through
/// `escaped`; only tags of the product's own go through `tag`.
final class Markup {

    private final StringBuilder out = new StringBuilder(32 << 10);
    private int ids;

    Markup tag(String tag) {
        out.append(tag);
        return this;
    }

    Markup line(String tag) {
        out.append(tag).append('\n');
        return this;
    }

    Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /// A command of the product's own: nothing is masked, line ends stay.
    Markup command(String command) {
        boolean first = true;
        for (String line : command.lines().toList()) {
            out.append(first ? "" : "\n").append(escape(SafeText.visible(line)));
            first = false;
        }
        return this;
    }

    Markup element(String name, String text) {
        return tag("<" + name + ">").text(text).tag("</" + name + ">");
    }

    Markup element(String name, String type, String text) {
        return tag("<" + name + " class=\"" + type + "\">").text(text).tag("</" + name + ">");
    }

    /// A name that nothing else on the page has.
    String freshId() {
        ids++;
        return "id-" + ids;
    }

    /// Safe and escaped, for a text or for an attribute in double quotes.
    static String escaped(String text) {
        return escape(SafeText.of(text));
    }

    private static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && "<>&\"'`".indexOf(text.charAt(plain)) < 0) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '`' -> out.append("&#96;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
