/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

/// A drawing inside the page, in units of its own; the style sheet scales and colours it. A drawing without links is one
/// image to a screen reader, which reads its title and its description; one with links is a group of them.
final class Svg {

    private final Markup page;
    private final StringBuilder shapes = new StringBuilder(4096);
    private final String type;
    private final String title;
    private String description = "";
    private String role = "img";

    /// @param type the class that the style sheet knows
    Svg(Markup page, String type, String title) {
        this.page = page;
        this.type = type;
        this.title = title;
    }

    /// What the drawing shows, in words.
    Svg describe(String words) {
        description = words;
        return this;
    }

    Svg rect(String type, int x, int y, int width, int height, int radius) {
        return rect(type, x, y, width, height, radius, "");
    }

    /// @param hint shown where a pointer rests on it; empty for none
    Svg rect(String type, int x, int y, int width, int height, int radius, String hint) {
        shapes.append("<rect class=\"").append(type).append('"');
        number("x", x);
        number("y", y);
        number("width", width);
        number("height", height);
        if (radius > 0) {
            number("rx", radius);
        }
        return end("rect", hint);
    }

    Svg path(String type, String data) {
        return path(type, data, "");
    }

    Svg path(String type, String data, String hint) {
        shapes.append("<path class=\"").append(type).append("\" d=\"").append(data).append('"');
        return end("path", hint);
    }

    Svg text(String type, int x, int y, String text) {
        shapes.append("<text class=\"").append(type).append('"');
        number("x", x);
        number("y", y);
        shapes.append('>').append(Markup.escaped(text)).append("</text>\n");
        return this;
    }

    /// What follows, up to `unlink`, leads to a place on the page.
    Svg link(String place, String hint) {
        role = "group";
        shapes.append("<a href=\"#")
                .append(place)
                .append("\"><title>")
                .append(Markup.escaped(hint))
                .append("</title>\n");
        return this;
    }

    Svg unlink() {
        shapes.append("</a>\n");
        return this;
    }

    /// Puts the drawing on the page.
    void draw(int width, int height) {
        String id = page.freshId();
        page.tag("<svg class=\"" + type + "\" viewBox=\"0 0 " + width + " " + height + "\"")
                .tag(" role=\"" + role + "\" aria-labelledby=\"" + id + "\"");
        if (!description.isEmpty()) {
            page.tag(" aria-describedby=\"" + id + "-d\"");
        }
        page.tag("><title id=\"" + id + "\">").text(title).line("</title>");
        if (!description.isEmpty()) {
            page.tag("<desc id=\"" + id + "-d\">").text(description).line("</desc>");
        }
        page.tag(shapes.toString()).line("</svg>");
    }

    private void number(String name, int value) {
        shapes.append(' ').append(name).append("=\"").append(value).append('"');
    }

    private Svg end(String element, String hint) {
        if (hint.isEmpty()) {
            shapes.append("/>\n");
        } else {
            shapes.append("><title>").append(Markup.escaped(hint)).append("</title></");
            shapes.append(element).append(">\n");
        }
        return this;
    }
}
