/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleSheetTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6});");

    /// The contrast that WCAG 2.2 asks for: 4.5 for text, 3 for the parts of a drawing.
    @ParameterizedTest
    @CsvSource({
        "fg, bg, 7",
        "fg, card, 7",
        "fg, asked, 7",
        "dim, bg, 4.5",
        "dim, card, 4.5",
        "dim, asked, 4.5",
        "link, bg, 4.5",
        "link, card, 4.5",
        "bad, bg, 4.5",
        "bad, card, 4.5",
        "doubt, bg, 4.5",
        "doubt, card, 4.5",
        "good, bg, 4.5",
        "good, card, 4.5",
        "sick, bg, 3",
        "sick, asked, 3",
        "healthy, bg, 3",
        "healthy, asked, 3"
    })
    void everyPairOfColoursCanBeRead(String over, String under, double least) {
        String css = StyleSheet.CSS;
        int dark = css.indexOf("prefers-color-scheme: dark");
        for (var theme :
                new String[] {
                    css.substring(0, dark), css.substring(dark, css.indexOf("* { box-sizing"))
                }) {
            var colours = colours(theme);
            assertThat(contrast(colour(colours, over), colour(colours, under)))
                    .as(over + " on " + under + " in " + theme.strip().lines().findFirst())
                    .isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void fetchesNothing() {
        assertThat(StyleSheet.CSS).doesNotContain("url(", "@import", "@font-face", "http", "<");
    }

    @Test
    void thePolicyNamesItsDigest() {
        assertThat(StyleSheet.hash()).matches("'sha256-[A-Za-z0-9+/]{43}='");
    }

    private static String colour(Map<String, String> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    private static Map<String, String> colours(String theme) {
        var colours = new TreeMap<String, String>();
        COLOUR.matcher(theme)
                .results()
                .forEach(found -> colours.put(found.group(1), found.group(2)));
        return colours;
    }

    private static double contrast(String a, String b) {
        double one = luminance(a);
        double two = luminance(b);
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * part(colour, 0) + 0.7152 * part(colour, 2) + 0.0722 * part(colour, 4);
    }

    private static double part(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
