/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.report.layout.FirstRemedies;
import java.util.List;

/// What can be done, in the answer's order, each with its command, its price and the way back.
final class RemedyList {

    private RemedyList() {}

    /// What comes first, each with a link to its place in the list.
    static void first(List<Remedy> remedies, String prefix, Markup page) {
        var first = FirstRemedies.of(remedies);
        first.now().ifPresent(remedy -> link("Now", remedy, remedies, prefix, page));
        first.forGood().ifPresent(remedy -> link("For good", remedy, remedies, prefix, page));
    }

    private static void link(
            String when, Remedy remedy, List<Remedy> remedies, String prefix, Markup page) {
        page.tag("<p class=\"first\"><b>" + when + ":</b> <a href=\"#")
                .tag(name(prefix, remedies.indexOf(remedy)))
                .tag("\">")
                .text(remedy.title())
                .line("</a></p>");
    }

    private static String name(String prefix, int index) {
        return prefix + "remedy-" + (index + 1);
    }

    static void print(List<Remedy> remedies, String prefix, Markup page) {
        page.line("<ol class=\"cards\">");
        for (int i = 0; i < remedies.size(); i++) {
            var remedy = remedies.get(i);
            page.tag("<li id=\"" + name(prefix, i) + "\">").element("h3", remedy.title());
            page.tag("<p>");
            chip(page, remedy.kind().word(), remedy.kind().word());
            String risk = remedy.risk() == Remedy.Risk.NONE ? "no" : remedy.risk().word();
            chip(page, "risk-" + remedy.risk().word(), risk + " risk");
            chip(page, "lasts", remedy.persistence().word());
            page.line("</p>");
            page.tag("<pre>").command(remedy.command()).line("</pre>");
            page.tag("<p><b>Effect:</b> ").text(remedy.expected()).line("</p>");
            page.tag("<p class=\"small\"><b>Why:</b> ").text(remedy.why());
            remedy.kernelRange().ifPresent(range -> page.tag(" <b>Kernels:</b> ").text(range));
            page.line("</p>");
            remedy.undo()
                    .ifPresent(undo ->
                            page.tag("<details><summary>The way back</summary><pre>")
                                    .command(undo)
                                    .tag("</pre></details>"));
            page.line("</li>");
        }
        page.line("</ol>");
    }

    private static void chip(Markup page, String type, String word) {
        page.line("<span class=\"chip " + type + "\">" + word + "</span>");
    }
}
