/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import dev.highorder.report.OneText;
import dev.highorder.report.safe.SafeText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9!-]+)([^<>]*)>");

    private static final Pattern ATTRIBUTE = Pattern.compile(" ([A-Za-z-]+)(?:=\"([^\"]*)\")?");

    private static final Set<String> VOID = Set.of("!DOCTYPE", "meta");

    /// All that the page is made of; anything else on it came from the evidence.
    private static final Set<String> ELEMENTS =
            Set.of(
                    "!DOCTYPE",
                    "html",
                    "head",
                    "meta",
                    "title",
                    "style",
                    "body",
                    "main",
                    "nav",
                    "article",
                    "header",
                    "section",
                    "footer",
                    "div",
                    "p",
                    "span",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "ul",
                    "ol",
                    "li",
                    "a",
                    "b",
                    "strong",
                    "code",
                    "pre",
                    "details",
                    "summary",
                    "table",
                    "caption",
                    "thead",
                    "tr",
                    "th",
                    "td",
                    "svg",
                    "desc",
                    "rect",
                    "path",
                    "text");

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "html",
                    "lang",
                    "charset",
                    "http-equiv",
                    "content",
                    "name",
                    "class",
                    "id",
                    "href",
                    "title",
                    "scope",
                    "tabindex",
                    "role",
                    "aria-label",
                    "aria-labelledby",
                    "aria-describedby",
                    "viewBox",
                    "x",
                    "y",
                    "width",
                    "height",
                    "rx",
                    "d");

    static List<String> names() {
        return List.copyOf(Diagnoses.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsItsGolden(String name) throws IOException {
        Golden.matches(name + ".html", html(Diagnoses.named(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isMadeOfItsOwnElementsAndEveryLinkLeadsSomewhere(String name) throws IOException {
        isSound(html(Diagnoses.named(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident", "healthy", "inconclusive", "two-nodes"})
    void asksNobodyForAnything(String name) throws IOException {
        assertThat(html(Diagnoses.named(name)))
                .contains(
                        "content=\"default-src 'none'; style-src 'sha256-",
                        "; base-uri 'none'; form-action 'none'\"")
                .doesNotContain(
                        "http://",
                        "https://",
                        "//cdn",
                        "url(",
                        "@import",
                        "src=",
                        "<script",
                        "<link",
                        "<iframe",
                        "style=\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onfocus='alert(1)' autofocus='",
                "</title></style></svg></pre><script src=//evil.example></script>",
                "<!-- ",
                "]]><svg/onload=alert(1)>",
                "&lt;b&gt; &amp; &#60;i&#62; &quot;",
                "javascript:alert(1)",
                "\u0000\u0008\u001b[31m\u009b\u202e\u2028\ud800",
                "\u5bb9\u5668\u521b\u5efa\u5931\u8d25 e\u0301 \ud83d\ude00",
                "a b a b a b \t \n ",
                "`${7*7}` {{7*7}} <%= 7*7 %>",
                "",
            })
    void showsWhateverTheEvidenceSaysAsText(String text) throws IOException {
        for (long figure : new long[] {0, 1, 42, Long.MAX_VALUE}) {
            isSound(html(OneText.everywhere(text, figure)));
            isSound(html(OneText.everywhere(text.repeat(40), figure)));
        }
        assertThat(unescaped(html(OneText.everywhere(text, 1)))).contains(": " + SafeText.of(text));
    }

    @Test
    void masksSecretsAndShowsEscapeSequences() throws IOException {
        assertThat(html(Diagnoses.hostile()))
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&lt;img src=x onerror=alert(1)&gt;",
                        "\\x1b[2J")
                .doesNotContain("hunter2", "\u001b", "\u202e");
    }

    @Test
    void drawsTheFourFiguresWithATitleEach() throws IOException {
        String page = html(Diagnoses.incident());

        assertThat(TAG.matcher(page).results().filter(tag -> tag.group(2).equals("svg")))
                .filteredOn(tag -> tag.group(1).isEmpty())
                .hasSize(4)
                .allSatisfy(tag -> assertThat(tag.group(3)).contains("aria-labelledby=\"id-"));
        assertThat(page)
                .contains(
                        ">Chain of evidence, from the symptom to the cause</title>",
                        ">Timeline</title>",
                        ">Share of the free bytes by order</title>",
                        ">Free memory of each zone against its watermarks</title>",
                        "<rect class=\"asked\"",
                        "<rect class=\"healthy\"",
                        "order 6</text>");
    }

    @Test
    void aNodeOfTheGraphLeadsToItsLine() throws IOException {
        String page = html(Diagnoses.incident());
        var link =
                Pattern.compile("(?s)<a href=\"#(n1-line-\\d+)\"><title>([^<]*):(\\d+)</title>")
                        .matcher(page);

        assertThat(link.results())
                .hasSizeGreaterThan(5)
                .allSatisfy(found ->
                        assertThat(page)
                                .contains(
                                        "<li id=\""
                                                + found.group(1)
                                                + "\"><span class=\"no\">"
                                                + found.group(3)
                                                + "</span>"));
    }

    private static void isSound(String page) {
        var open = new ArrayDeque<String>();
        var ids = new TreeSet<String>();
        var links = new TreeSet<String>();
        int style = page.indexOf("<style>") + 7;
        String markup = page.substring(0, style) + page.substring(page.indexOf("</style>"));
        assertThat(TAG.matcher(markup).replaceAll("")).doesNotContain("<", ">");
        TAG.matcher(markup)
                .results()
                .forEach(tag -> {
                    String name = tag.group(2);
                    assertThat(ELEMENTS).as(tag.group()).contains(name);
                    String attributes = tag.group(3);
                    ATTRIBUTE
                            .matcher(attributes)
                            .results()
                            .forEach(attribute -> {
                                String of = attribute.group(1);
                                assertThat(ATTRIBUTES).as(tag.group()).contains(of);
                                if (of.equals("id")) {
                                    assertThat(ids.add(attribute.group(2))).isTrue();
                                } else if (of.equals("href")) {
                                    assertThat(attribute.group(2)).startsWith("#");
                                    links.add(attribute.group(2).substring(1));
                                } else if (of.startsWith("aria-") && of.endsWith("by")) {
                                    links.add(attribute.group(2));
                                }
                            });
                    assertThat(ATTRIBUTE.matcher(attributes).replaceAll("")).isIn("", "/");
                    if (!tag.group(1).isEmpty()) {
                        assertThat(open.pollLast()).as(tag.group()).isEqualTo(name);
                    } else if (!VOID.contains(name) && !attributes.endsWith("/")) {
                        open.add(name);
                    }
                });
        assertThat(open).isEmpty();
        assertThat(ids).containsAll(links);
    }

    private static String unescaped(String page) {
        return page.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#96;", "`")
                .replace("&amp;", "&");
    }

    private static String html(Diagnosis diagnosis) throws IOException {
        var out = new StringBuilder();
        HtmlReport.write(diagnosis, out);
        return out.toString();
    }
}
