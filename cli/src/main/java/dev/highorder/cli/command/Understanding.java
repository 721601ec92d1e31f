/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Node;

/// What a diagnosis means for the exit status.
final class Understanding {

    private Understanding() {}

    /// Whether anything at all was understood: a text about something else has no answer.
    static boolean any(Diagnosis diagnosis) {
        Diagnosis.NodeDiagnosis top = diagnosis.top();
        return !diagnosis.nodes().isEmpty()
                || top.verdict().cause() != Cause.INCONCLUSIVE
                || !top.incidents().isEmpty()
                || top.memory().isPresent()
                || top.baseline().isPresent()
                || top.findings().stream()
                        .anyMatch(finding -> finding.status() == Finding.Status.FOUND)
                || known(top.node());
    }

    private static boolean known(Node node) {
        return node.name().isPresent()
                || node.kernel().isPresent()
                || node.distribution().isPresent()
                || node.memoryBytes().isPresent()
                || !node.runtimes().isEmpty();
    }

    /// Whether a problem was found, as `--exit-code` asks.
    static boolean problem(Diagnosis diagnosis) {
        Diagnosis.NodeDiagnosis top = diagnosis.top();
        return switch (top.verdict().cause()) {
            case HEALTHY, HARMLESS -> false;
            case INCONCLUSIVE -> !top.incidents().isEmpty();
            default -> true;
        };
    }
}
