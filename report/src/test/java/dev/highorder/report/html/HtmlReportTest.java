/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.report.Diagnoses;
import dev.highorder.report.Golden;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)([^<>]*)>");

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
    void asksNobodyForAnything(String name) throws IOException {
        String page = html(Diagnoses.named(name));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("<script", "<link", "<iframe", "@import", "url(http", "style=\"");
        assertThat(TAG.matcher(page).results().map(tag -> tag.group(3)))
                .allSatisfy(attributes ->
                        assertThat(attributes)
                                .doesNotContain("src=", "href=\"http", "javascript:")
                                .doesNotContainPattern("\\son[a-z]+="));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyTagIsClosedAndEveryLinkLeadsSomewhere(String name) throws IOException {
        String page = html(Diagnoses.named(name));
        var open = new java.util.ArrayDeque<String>();
        var ids = new TreeSet<String>();
        var links = new TreeSet<String>();
        TAG.matcher(page.substring(page.indexOf("</style>") + 8))
                .results()
                .forEach(tag -> {
                    var id = Pattern.compile(" id=\"([^\"]*)\"").matcher(tag.group(3));
                    var link = Pattern.compile(" href=\"#([^\"]*)\"").matcher(tag.group(3));
                    if (id.find()) {
                        ids.add(id.group(1));
                    }
                    if (link.find()) {
                        links.add(link.group(1));
                    }
                    if (!tag.group(1).isEmpty()) {
                        if (!List.of("head", "html").contains(tag.group(2))) {
                            assertThat(open.pollLast()).as(tag.group()).isEqualTo(tag.group(2));
                        }
                    } else if (!tag.group(3).endsWith("/")
                            && !List.of("br", "meta").contains(tag.group(2))) {
                        open.add(tag.group(2));
                    }
                });
        assertThat(open).isEmpty();
        assertThat(ids).containsAll(links);
    }

    @Test
    void showsHostileEvidenceAsText() throws IOException {
        assertThat(html(Diagnoses.hostile()))
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img", "hunter2", "\u001b", "\u202e");
    }

    private static String html(Diagnosis diagnosis) throws IOException {
        var out = new StringBuilder();
        HtmlReport.write(diagnosis, out);
        return out.toString();
    }
}
