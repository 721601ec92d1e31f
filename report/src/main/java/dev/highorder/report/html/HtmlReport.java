/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
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
        head(diagnosis.top(), page);
        page.line("<body>").line("<main>");
        var nodes = diagnosis.nodes().size() > 1 ? diagnosis.nodes() : List.of(diagnosis.top());
        if (nodes.size() > 1) {
            nodes(nodes, page);
        }
        for (int i = 0; i < nodes.size(); i++) {
            page.line("<article id=\"node-" + (i + 1) + "\">");
            new NodeSection(nodes.get(i), "n" + (i + 1) + "-", page).print();
            page.line("</article>");
        }
        problems(diagnosis.problems(), page);
        page.line("</main>");
        page.line(
                "<footer>Written by highorder diagnose. This page runs no script and asks nothing of"
                        + " the network; what it quotes is the evidence it was given.</footer>");
        page.line("</body>").line("</html>");
        out.append(page.toString());
    }

    private static void head(NodeDiagnosis top, Markup page) {
        page.line("<!DOCTYPE html>")
                .line("<html lang=\"en\">")
                .line("<head>")
                .line("<meta charset=\"utf-8\">");
        page.line(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                        + StyleSheet.hash()
                        + "; base-uri 'none'; form-action 'none'\">");
        page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .line("<meta name=\"color-scheme\" content=\"light dark\">")
                .line("<meta name=\"referrer\" content=\"no-referrer\">");
        String node = top.node().name().map(name -> name + ": ").orElse("");
        page.tag("<title>").text(node + top.verdict().cause().word()).line("</title>");
        page.tag("<style>").tag(StyleSheet.CSS).line("</style>").line("</head>");
    }

    private static void nodes(List<NodeDiagnosis> nodes, Markup page) {
        page.line("<nav class=\"nodes\" aria-label=\"Nodes\">");
        page.line("<p>" + nodes.size() + " nodes, the worst first</p><ol>");
        for (int i = 0; i < nodes.size(); i++) {
            page.tag("<li><a href=\"#node-" + (i + 1) + "\">")
                    .text(nodes.get(i).node().name().orElse("no name"))
                    .tag("</a> ")
                    .text(nodes.get(i).verdict().cause().word())
                    .line("</li>");
        }
        page.line("</ol></nav>");
    }

    private static void problems(List<Problem> problems, Markup page) {
        if (problems.isEmpty()) {
            return;
        }
        page.line("<section id=\"problems\"><h2>Problems in the input</h2><ul class=\"plain\">");
        ProblemItems.write(problems, page);
        page.line("</ul></section>");
    }
}
