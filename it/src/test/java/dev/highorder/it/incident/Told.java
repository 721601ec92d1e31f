/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.document.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What of an answer must not change with the way in which the evidence arrives: all but where it stands and when it was
/// written.
///
/// @param verdict cause and confidence
/// @param nodes how many nodes were seen, where there are several
public record Told(
        String verdict,
        String summary,
        int nodes,
        List<String> incidents,
        List<String> figures,
        String demand) {

    /// Diagnoses texts, by path.
    public static Told by(Map<String, String> texts) {
        List<SourceText> sources = new ArrayList<>();
        texts.forEach((path, text) -> sources.add(SourceText.of(path, text)));
        return by(sources);
    }

    /// Diagnoses sources.
    public static Told by(List<SourceText> sources) {
        var diagnosis = Highorder.diagnose(sources, Highorder.Options.NONE);
        NodeDiagnosis top = diagnosis.top();
        return new Told(
                top.verdict().cause().word() + " " + top.verdict().confidence().word(),
                top.verdict().summary(),
                diagnosis.nodes().size(),
                top.incidents().stream().map(Told::incident).toList(),
                top.memory().map(Memory::zones).orElse(List.of()).stream()
                        .map(zone -> zone.zone() + " " + zone.freeBlocks() + zone.suitableBlocks())
                        .toList(),
                top.demand().map(Demand::toString).orElse(""));
    }

    private static String incident(Incident incident) {
        return incident.cause().word()
                + " "
                + incident.confidence().word()
                + " ×"
                + incident.count()
                + incident.failure().map(Told::failure).orElse(" without a failed request")
                + incident.symptom().map(s -> s.component() + s.message() + s.pod()).orElse("");
    }

    private static String failure(Incident.Failure failure) {
        return " order "
                + failure.order()
                + " mode "
                + failure.mode()
                + failure.gfp()
                + " "
                + failure.comm()
                + failure.pid()
                + failure.cpu()
                + " by "
                + failure.requester()
                + failure.callTrace()
                + failure.errno();
    }
}
