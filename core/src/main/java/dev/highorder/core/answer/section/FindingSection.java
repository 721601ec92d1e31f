/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnose.judge.Judged.Answer;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Finding.Status;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sections that list what each rule said: findings, what was ruled out, what is missing.
public final class FindingSection {

    private static final int MOST_MISSING = 6;

    private FindingSection() {}

    /// One finding a rule that had something to say.
    public static List<Finding> of(Judged judged) {
        List<Finding> findings = new ArrayList<>();
        for (Answer answer : judged.answers()) {
            switch (answer.ruling()) {
                case Ruling.Found found ->
                        findings.add(
                                new Finding(
                                        answer.rule(),
                                        Status.FOUND,
                                        found.severity(),
                                        found.title(),
                                        found.statement(),
                                        found.cites(),
                                        found.kb()));
                case Ruling.Clear clear ->
                        findings.add(
                                new Finding(
                                        answer.rule(),
                                        Status.CLEAR,
                                        Severity.INFO,
                                        clear.title(),
                                        clear.statement(),
                                        clear.cites(),
                                        Optional.empty()));
                case Ruling.NotApplicable silent -> {
                    if (!silent.reason().isEmpty()) {
                        findings.add(
                                new Finding(
                                        answer.rule(),
                                        Status.NOT_APPLICABLE,
                                        Severity.INFO,
                                        "Cannot be told",
                                        silent.reason(),
                                        List.of(),
                                        Optional.empty()));
                    }
                }
            }
        }
        return findings;
    }

    /// Of the state of a node that has failures, only what is wrong with it: "no failure" would not be true there.
    public static List<Finding> besideFailures(Judged state) {
        List<Answer> wrong =
                state.answers().stream()
                        .filter(a -> a.found().map(f -> f.cause().problem()).orElse(false))
                        .toList();
        return of(new Judged(state.examination(), wrong, state.best()));
    }

    /// What the rules refuted, the one that has the word first.
    public static List<RuledOut> ruledOut(Judged judged) {
        List<RuledOut> ruledOut = new ArrayList<>();
        judged.best()
                .flatMap(Answer::found)
                .map(Ruling.Found::ruledOut)
                .ifPresent(ruledOut::addAll);
        for (Answer answer : judged.answers()) {
            if (answer.ruling() instanceof Ruling.Clear clear) {
                clear.ruledOut().ifPresent(ruledOut::add);
            }
        }
        return ruledOut;
    }

    /// The same finding once, in the order of the first.
    public static List<Finding> distinct(List<Finding> findings) {
        return List.copyOf(new LinkedHashSet<>(findings));
    }

    /// Each cause and each claim once, and never the cause of the verdict itself.
    public static List<RuledOut> distinctRuledOut(List<RuledOut> ruledOut, Cause verdict) {
        Map<String, RuledOut> kept = new LinkedHashMap<>();
        for (RuledOut each : ruledOut) {
            if (each.cause().isEmpty() || each.cause().get() != verdict) {
                kept.putIfAbsent(
                        each.cause().map(Cause::word).orElse("") + each.claim().orElse(""), each);
            }
        }
        return List.copyOf(kept.values());
    }

    /// What would settle it: the verdict's own wants first, then what the reader could not get, then what other rules lacked; each
    /// command once, and no more than a person reads.
    public static List<Missing> missing(List<Judged> judged, List<Missing> reader) {
        Map<String, Missing> kept = new LinkedHashMap<>();
        judged.getFirst()
                .best()
                .flatMap(Answer::found)
                .ifPresent(found -> found.missing().forEach(m -> kept.putIfAbsent(m.command(), m)));
        reader.forEach(m -> kept.putIfAbsent(m.command(), m));
        for (Answer answer : judged.getFirst().answers()) {
            if (answer.ruling() instanceof Ruling.NotApplicable silent) {
                silent.missing().forEach(m -> kept.putIfAbsent(m.command(), m));
            }
        }
        return kept.values().stream().limit(MOST_MISSING).toList();
    }
}
