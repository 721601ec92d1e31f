/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Remedy;
import java.util.List;

/// What can be done, in the answer's order, each with its command, its price and the way back.
final class RemedyList {

    private RemedyList() {}

    static void print(List<Remedy> remedies, Markup page) {
        page.line("<ol class=\"cards\">");
        for (var remedy : remedies) {
            page.tag("<li>").element("h3", remedy.title());
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
