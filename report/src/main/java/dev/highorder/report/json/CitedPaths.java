/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.model.Cite;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files that a node's answer stands on. Where the evidence names several nodes, the problems of these files
/// are repeated under the node.
final class CitedPaths {

    private final Set<String> paths = new HashSet<>();

    private CitedPaths() {}

    static Set<String> of(NodeDiagnosis node) {
        var cited = new CitedPaths();
        for (var incident : node.incidents()) {
            incident.symptom().ifPresent(symptom -> cited.add(symptom.cite()));
            incident.failure().ifPresent(failure -> cited.add(failure.cite()));
            incident.chain().forEach(step -> cited.add(step.cites()));
        }
        node.findings().forEach(finding -> cited.add(finding.cites()));
        node.ruledOut().forEach(ruledOut -> cited.add(ruledOut.cites()));
        node.memory().ifPresent(cited::add);
        node.baseline().ifPresent(cited::add);
        return cited.paths;
    }

    private void add(Memory memory) {
        memory.cite().ifPresent(this::add);
        memory.zones().forEach(zone -> zone.cite().ifPresent(this::add));
    }

    private void add(List<Cite> cites) {
        cites.forEach(this::add);
    }

    private void add(Cite cite) {
        paths.add(cite.path());
    }
}
