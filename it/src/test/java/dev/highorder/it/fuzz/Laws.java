/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Cite;
import dev.highorder.report.html.HtmlReport;
import dev.highorder.report.json.JsonReport;
import dev.highorder.report.markdown.MarkdownReport;
import dev.highorder.report.metrics.OpenMetricsReport;
import dev.highorder.report.text.TextReport;
import dev.highorder.report.text.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What holds of every answer, whatever it was made of. A law that is broken is an `AssertionError`.
final class Laws {

    private Laws() {}

    static void same(Object once, Object again) {
        if (!once.equals(again)) {
            throw new AssertionError("not the same twice: " + once + "\nand " + again);
        }
    }

    static void cites(Cite cite, String path) {
        if (!cite.path().equals(path) || cite.line() < 1) {
            throw new AssertionError("a cite of nowhere: " + cite);
        }
    }

    /// Diagnoses the sources, and holds every way of printing the answer to the laws.
    ///
    /// @return the answer in JSON
    static String answer(List<SourceText> sources) {
        Diagnosis diagnosis = Highorder.diagnose(sources, Highorder.Options.NONE);
        same(diagnosis, Highorder.diagnose(sources, Highorder.Options.NONE));
        certainOnlyWithCites(diagnosis);
        try {
            StringBuilder text = new StringBuilder();
            TextReport.write(diagnosis, TextStyle.plain(), text);
            TextReport.write(diagnosis, new TextStyle(40, false, true, false), text);
            MarkdownReport.write(diagnosis, text);
            HtmlReport.write(diagnosis, text);
            OpenMetricsReport.write(diagnosis, "0", text);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            JsonReport.write(diagnosis, json);
            text.append(json.toString(StandardCharsets.UTF_8));
            printable(text);
            return json.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void certainOnlyWithCites(Diagnosis diagnosis) {
        NodeDiagnosis top = diagnosis.top();
        if (top.verdict().confidence() == Confidence.CERTAIN
                && top.incidents().stream()
                        .flatMap(incident -> incident.chain().stream())
                        .allMatch(step -> step.cites().isEmpty())
                && top.findings().stream().allMatch(finding -> finding.cites().isEmpty())) {
            throw new AssertionError(
                    "certain of " + top.verdict() + " without a line that says so");
        }
    }

    /// Nothing that a terminal would obey: no control of C0 or C1 but line ends and tabs.
    static void printable(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
                throw new AssertionError(
                        "a control character U+00"
                                + Integer.toHexString(c)
                                + " behind …"
                                + text.subSequence(Math.max(0, i - 60), i));
            }
        }
    }
}
