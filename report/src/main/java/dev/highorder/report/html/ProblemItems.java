/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.model.Problem;
import java.util.List;

/// What of the input could not be used, as the items of a list.
final class ProblemItems {

    private ProblemItems() {}

    static void write(List<Problem> problems, Markup page) {
        for (Problem problem : problems) {
            page.tag("<li>")
                    .element("code", problem.place())
                    .tag(": ")
                    .text(problem.message())
                    .line("</li>");
        }
    }
}
