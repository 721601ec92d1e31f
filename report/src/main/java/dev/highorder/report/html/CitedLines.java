/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.model.Cite;
import dev.highorder.report.layout.ShortPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines that one node's answer cites, each with the name of its place on the page, in the order of files and lines.
final class CitedLines {

    private final String prefix;
    private final Map<Cite, String> names = new LinkedHashMap<>();
    private final ShortPaths files;

    CitedLines(String prefix, NodeDiagnosis answer) {
        this.prefix = prefix;
        for (var incident : answer.incidents()) {
            incident.chain().forEach(step -> step.cites().forEach(this::add));
            incident.symptom().ifPresent(symptom -> add(symptom.cite()));
            incident.failure().ifPresent(failure -> add(failure.cite()));
        }
        answer.findings().forEach(finding -> finding.cites().forEach(this::add));
        answer.ruledOut().forEach(wrong -> wrong.cites().forEach(this::add));
        answer.memory().flatMap(memory -> memory.cite()).ifPresent(this::add);
        this.files = new ShortPaths(names.keySet().stream().map(Cite::path).toList());
    }

    private void add(Cite cite) {
        names.putIfAbsent(cite, prefix + "line-" + (names.size() + 1));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /// The name of the place; a cite that was not met gets none.
    String name(Cite cite) {
        return names.getOrDefault(cite, "");
    }

    /// The file's own name and the line: `messages:18`.
    String shortPlace(Cite cite) {
        return files.of(cite.path()) + ":" + cite.line();
    }

    /// The whole path and the line.
    static String place(Cite cite) {
        return cite.path() + ":" + cite.line();
    }

    /// Links to the lines.
    void links(List<Cite> cites, Markup page) {
        for (Cite cite : cites) {
            page.tag(" <a class=\"cite\" href=\"#" + name(cite) + "\" title=\"")
                    .text(place(cite))
                    .tag("\">")
                    .text(shortPlace(cite))
                    .tag("</a>");
        }
    }

    /// Whether the line is a row of a table, as those of buddyinfo, which would be hard to read if it were broken: several
    /// runs of blanks within it.
    private static boolean hasColumns(Cite cite) {
        String line = cite.text().strip();
        int runs = 0;
        for (int at = line.indexOf("  "); at >= 0; at = line.indexOf("  ", at)) {
            runs++;
            while (line.charAt(at) == ' ') {
                at++;
            }
        }
        return runs >= 2;
    }

    /// The lines themselves, by file. Those of a table stay whole and scroll within their frame.
    void print(Markup page) {
        var byFile = new LinkedHashMap<String, List<Cite>>();
        for (Cite cite : names.keySet()) {
            byFile.computeIfAbsent(cite.path(), path -> new ArrayList<>()).add(cite);
        }
        for (var file : byFile.entrySet()) {
            boolean table = file.getValue().stream().allMatch(CitedLines::hasColumns);
            page.tag("<h4>").text(file.getKey()).line("</h4>");
            page.line(
                    table ? "<ol class=\"lines scroll\" tabindex=\"0\">" : "<ol class=\"lines\">");
            file.getValue().stream()
                    .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                    .forEach(cite ->
                            page.tag(
                                            "<li id=\""
                                                    + name(cite)
                                                    + "\"><span class=\"no\">"
                                                    + cite.line()
                                                    + "</span><code>")
                                    .text(cite.text())
                                    .line("</code></li>"));
            page.line("</ol>");
        }
    }
}
