/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.Optional;

/// The whole answer: what `diagnose` prints, in the contract's shape and order. Pure data; reports compute nothing new.
///
/// @param nodes one each, only when the evidence names two or more nodes, worst first
/// @param top the diagnosis of the node, or of the worst one
/// @param problems what could not be read or understood, over all nodes
public record Diagnosis(NodeDiagnosis top, List<NodeDiagnosis> nodes, List<Problem> problems) {

    public Diagnosis {
        nodes = List.copyOf(nodes);
        problems = List.copyOf(problems);
    }

    /// The diagnosis of one node.
    public record NodeDiagnosis(
            Verdict verdict,
            Node node,
            List<Incident> incidents,
            List<Finding> findings,
            List<RuledOut> ruledOut,
            Optional<Memory> memory,
            Optional<Demand> demand,
            List<Remedy> remedies,
            Optional<Memory> baseline,
            List<Missing> missing) {

        public NodeDiagnosis {
            incidents = List.copyOf(incidents);
            findings = List.copyOf(findings);
            ruledOut = List.copyOf(ruledOut);
            remedies = List.copyOf(remedies);
            missing = List.copyOf(missing);
        }
    }
}
