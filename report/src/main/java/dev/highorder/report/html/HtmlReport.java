/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.util.List;

/// A diagnosis as one HTML page: no script, no request to anywhere, light and dark, for a phone and for a wide screen.
/// Its own content policy forbids everything but its style sheet.
public final class HtmlReport {

    private HtmlReport() {}

    /// Writes the page; it is UTF-8 and says so.
    ///
    /// @throws IOException as `out` does
    public static void write(Diagnosis diagnosis, Appendable out) throws IOException {
        var page = new Markup();
        page.line("<!DOCTYPE html>")
                .line("<html lang=\"en\">")
                .line("<head>")
                .line("<meta charset=\"utf-8\">");
        page.line(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                        + StyleSheet.hash()
                        + "; base-uri 'none'; form-action 'none'\">");
        page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .line("<meta name=\"referrer\" content=\"no-referrer\">");
        String node = diagnosis.top().node().name().map(name -> name + ": ").orElse("");
        page.tag("<title>").text(node + diagnosis.top().verdict().cause().word()).line("</title>");
        page.tag("<style>").tag(StyleSheet.CSS).line("</style>").line("</head>").line("<body>");
        var nodes = diagnosis.nodes().size() > 1 ? diagnosis.nodes() : List.of(diagnosis.top());
        if (nodes.size() > 1) {
            page.line("<nav><p>Nodes, the worst first:</p><ul class=\"plain\">");
            for (int i = 0; i < nodes.size(); i++) {
                page.tag("<li><a href=\"#node-" + (i + 1) + "\">")
                        .text(nodes.get(i).node().name().orElse("no name"))
                        .tag("</a> ")
                        .text(nodes.get(i).verdict().cause().word())
                        .line("</li>");
            }
            page.line("</ul></nav>");
        }
        for (int i = 0; i < nodes.size(); i++) {
            page.line((i == 0 ? "<main" : "<article") + " id=\"node-" + (i + 1) + "\">");
            new NodeSection(nodes.get(i), "n" + (i + 1) + "-", page).print();
            page.line(i == 0 ? "</main>" : "</article>");
        }
        problems(diagnosis.problems(), page);
        page.line("</body>").line("</html>");
        out.append(page.toString());
    }

    private static void problems(List<Problem> problems, Markup page) {
        if (problems.isEmpty()) {
            return;
        }
        page.line("<section><h2>Problems in the input</h2><ul class=\"plain\">");
        for (var problem : problems) {
            String line = problem.line().isPresent() ? ":" + problem.line().getAsInt() : "";
            page.tag("<li>")
                    .element("code", problem.path() + line)
                    .tag(": ")
                    .text(problem.message())
                    .line("</li>");
        }
        page.line("</ul></section>");
    }
}
