/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnose.judge.Judge;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.document.Reading;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.Episodes;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.incident.NodeSplit;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.ProcParsers;
import dev.highorder.core.runtime.RuntimeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Walks a text along the path of the data, as far as a test wants to look.
public final class Evidence {

    private Evidence() {}

    public static List<Fact> facts(SourceText... sources) {
        List<Fact> facts = new ArrayList<>();
        for (SourceText source : sources) {
            Reading reading = Transcript.read(source, ProcParsers.all());
            facts.addAll(reading.facts());
            facts.addAll(KernelLog.read(reading.log()).value());
            facts.addAll(RuntimeLog.read(reading.log()).value());
        }
        return facts;
    }

    public static List<NodeEvidence> nodes(SourceText... sources) {
        return NodeSplit.split(facts(sources), Optional.empty());
    }

    public static NodeEvidence node(Object text) {
        return NodeSplit.split(facts(source("messages", text.toString())), Optional.empty())
                .getFirst();
    }

    /// For evidence that does not name its kernel.
    public static NodeEvidence node(Object text, String release) {
        return NodeSplit.split(
                        facts(source("messages", text.toString())), KernelRelease.parse(release))
                .getFirst();
    }

    public static List<Episode> episodes(SourceText... sources) {
        return Episodes.of(nodes(sources).getFirst());
    }

    /// What the rules say of the first episode.
    public static Judged judged(Object text) {
        return judged(node(text));
    }

    public static Judged judged(NodeEvidence node) {
        return new Judge(node, OptionalInt.empty()).judge(Episodes.of(node).getFirst());
    }

    /// What one rule says of the first episode.
    public static Ruling ruling(Rule rule, Object text) {
        return rule.examine(judged(text).examination());
    }

    public static Ruling.Found found(Rule rule, Object text) {
        Ruling ruling = ruling(rule, text);
        if (ruling instanceof Ruling.Found found) {
            return found;
        }
        throw new AssertionError("not found, but " + ruling);
    }

    public static RequestCase request(Object text) {
        return judged(text).examination().failedRequest().orElseThrow();
    }

    public static Diagnosis diagnosis(Object text) {
        return Highorder.diagnose(
                List.of(source("messages", text.toString())), Highorder.Options.NONE);
    }

    /// `cause certain`.
    public static String verdict(Object text) {
        Diagnosis diagnosis = diagnosis(text);
        return diagnosis.top().verdict().cause().word()
                + ' '
                + diagnosis.top().verdict().confidence().word();
    }

    public static SourceText source(String path, String text) {
        return SourceText.of(path, text);
    }

    public static SourceText baseline(String path, String text) {
        SourceText source = SourceText.of(path, text);
        return new SourceText(
                path,
                source.lines(),
                Optional.empty(),
                Optional.empty(),
                Origin.Role.BASELINE,
                List.of());
    }
}
