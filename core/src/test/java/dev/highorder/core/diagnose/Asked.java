/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.diagnose.judge.Judge;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.Episodes;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.incident.NodeSplit;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the rules answer to a text that was read as the façade reads it: of each episode, then of the node's state.
public record Asked(List<Judged> judged) {

    /// A text without a kernel's release.
    public static Asked of(String text) {
        return of(text, Optional.empty(), OptionalInt.empty());
    }

    /// A text and the release that the caller names.
    public static Asked on(String release, String text) {
        return of(text, KernelRelease.parse(release), OptionalInt.empty());
    }

    /// A text, asked about one order.
    public static Asked about(int order, String text) {
        return of(text, Optional.empty(), OptionalInt.of(order));
    }

    private static Asked of(String text, Optional<KernelRelease> release, OptionalInt order) {
        NodeEvidence node = node(text, release);
        Judge judge = new Judge(node, order);
        List<Judged> judged = new ArrayList<>();
        for (Episode episode : Episodes.of(node)) {
            judged.add(judge.judge(episode));
        }
        judged.add(judge.judgeState());
        return new Asked(judged);
    }

    public static NodeEvidence node(String text, Optional<KernelRelease> release) {
        List<Fact> facts = Evidence.facts(SourceText.of("node.txt", text));
        return NodeSplit.split(facts, release).getFirst();
    }

    /// What a rule found, of the first episode or the state in which it found anything.
    public Optional<Ruling.Found> found(String rule) {
        return rulings(rule).stream()
                .filter(Ruling.Found.class::isInstance)
                .map(Ruling.Found.class::cast)
                .findFirst();
    }

    /// `pids-or-ulimit likely KB-56`: cause, confidence and page of what a rule found; `nothing` where it found nothing.
    public String says(String rule) {
        return found(rule)
                .map(f ->
                        f.cause().word()
                                + ' '
                                + f.confidence().word()
                                + f.kb().map(k -> ' ' + k).orElse(""))
                .orElse("nothing");
    }

    /// What a rule found, in words.
    public String statement(String rule) {
        return found(rule).map(Ruling.Found::statement).orElse("nothing");
    }

    /// What a rule cleared.
    public Optional<Ruling.Clear> clear(String rule) {
        return rulings(rule).stream()
                .filter(Ruling.Clear.class::isInstance)
                .map(Ruling.Clear.class::cast)
                .findFirst();
    }

    /// The lines that a finding stands on.
    public List<Integer> lines(String rule) {
        return found(rule).map(f -> f.cites().stream().map(Cite::line).toList()).orElse(List.of());
    }

    /// What a rule asks for.
    public List<String> missing(String rule) {
        List<String> commands = new ArrayList<>();
        for (Ruling ruling : rulings(rule)) {
            switch (ruling) {
                case Ruling.Found found -> found.missing().forEach(m -> commands.add(m.command()));
                case Ruling.NotApplicable silent ->
                        silent.missing().forEach(m -> commands.add(m.command()));
                case Ruling.Clear _ -> {}
            }
        }
        return commands;
    }

    /// What a finding rules out.
    public List<Cause> ruledOut(String rule) {
        return found(rule)
                .map(f -> f.ruledOut().stream().flatMap(r -> r.cause().stream()).toList())
                .orElse(List.of());
    }

    /// The verdict of the first episode, or of the state where nothing failed.
    public String verdict() {
        Judged first = judged.getFirst();
        Confidence confidence = first.confidence();
        return first.cause().word() + ' ' + confidence.word();
    }

    /// The verdict on the state alone.
    public String state() {
        return judged.getLast().cause().word() + ' ' + judged.getLast().confidence().word();
    }

    /// The rule that has the word on the first episode, or on the state.
    public String word() {
        return judged.getFirst().best().map(Judged.Answer::rule).orElse("none");
    }

    private List<Ruling> rulings(String rule) {
        List<Ruling> rulings = new ArrayList<>();
        for (Judged each : judged) {
            for (Judged.Answer answer : each.answers()) {
                if (answer.rule().equals(rule)) {
                    rulings.add(answer.ruling());
                }
            }
        }
        return rulings;
    }
}
