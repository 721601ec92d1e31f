/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Demand;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.diagnosis.Verdict;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// An answer in which every string that evidence may reach is one and the same text: where one of them is not made safe,
/// the text shows up as it is.
public final class OneText {

    private OneText() {}

    /// @param figure every count and every size
    public static Diagnosis everywhere(String text, long figure) {
        var cite = new Cite(text, 1, text);
        var some = Optional.of(text);
        var size = OptionalLong.of(figure);
        var node =
                new NodeDiagnosis(
                        new Verdict(Cause.MEMORY_EXHAUSTED, Confidence.POSSIBLE, text),
                        new Node(
                                some,
                                some,
                                some,
                                some,
                                some,
                                size,
                                OptionalInt.of(2),
                                Map.of(text, text)),
                        List.of(incident(text, figure, cite), incident(text, figure, cite)),
                        List.of(
                                finding(text, Finding.Status.FOUND, cite),
                                finding(text, Finding.Status.NOT_APPLICABLE, cite)),
                        List.of(new RuledOut(Optional.empty(), some, text, List.of(cite), some)),
                        Optional.of(memory(text, figure, cite)),
                        Optional.of(
                                new Demand(
                                        3,
                                        some,
                                        Optional.of(new Demand.Derived(text, size, size, size)),
                                        text)),
                        List.of(
                                new Remedy(
                                        text,
                                        text,
                                        Remedy.Kind.TUNING,
                                        text,
                                        Remedy.Persistence.UNTIL_REBOOT,
                                        Remedy.Risk.NONE,
                                        text,
                                        some,
                                        text,
                                        some)),
                        Optional.of(memory(text, figure, cite)),
                        List.of(new Missing(text, text, text)));
        return new Diagnosis(
                node, List.of(node, node), List.of(new Problem(text, OptionalInt.of(1), text)));
    }

    private static Incident incident(String text, long figure, Cite cite) {
        var some = Optional.of(text);
        return new Incident(
                text,
                some,
                some,
                figure,
                OptionalLong.of(figure),
                Optional.of(new Incident.Symptom(text, text, some, some, some, cite)),
                Optional.of(
                        new Incident.Failure(
                                some,
                                OptionalInt.of(1),
                                OptionalInt.of(0),
                                OptionalInt.of(3),
                                OptionalLong.of(figure),
                                some,
                                List.of(text, text),
                                some,
                                List.of(text, text),
                                some,
                                some,
                                some,
                                cite)),
                List.of(
                        new Incident.Step(text, text, List.of(cite, cite), some),
                        new Incident.Step(text, text, List.of(), some)),
                Cause.MEMORY_EXHAUSTED,
                Confidence.POSSIBLE);
    }

    private static Finding finding(String text, Finding.Status status, Cite cite) {
        return new Finding(
                text,
                status,
                Finding.Severity.WARNING,
                text,
                text,
                List.of(cite),
                Optional.of(text));
    }

    private static Memory memory(String text, long figure, Cite cite) {
        var size = OptionalLong.of(figure);
        var zone =
                new Memory.Zone(
                        new ZoneId(0, text),
                        figure,
                        size,
                        size,
                        size,
                        List.of(figure, figure, figure, figure),
                        List.of(figure, figure, figure, figure),
                        List.of(-1000, 0, 500, 1000),
                        List.of(0, 1, 999, 1000),
                        Optional.of(new Memory.UsableFor(3, text, text)),
                        Optional.of(cite));
        return new Memory(
                List.of(zone),
                Map.of(text, figure),
                Optional.of(text),
                Optional.of(false),
                4096,
                Optional.of(cite));
    }
}
