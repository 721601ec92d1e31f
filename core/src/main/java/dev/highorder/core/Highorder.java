/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core;

import dev.highorder.core.answer.Answer;
import dev.highorder.core.census.NodeMap;
import dev.highorder.core.census.count.NodeMaps;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.Reading;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.TimeWindow;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.incident.NodeSplit;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.FrameSource;
import dev.highorder.core.proc.ProcParsers;
import dev.highorder.core.runtime.RuntimeFact;
import dev.highorder.core.runtime.RuntimeLog;
import dev.highorder.core.whatif.WhatIf;
import dev.highorder.core.whatif.model.WhatIfs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The whole path of the data, in the order it is walked: sources are taken apart into blocks and log lines, these are
/// understood as facts, facts are parted by node, each node's incidents are judged.
public final class Highorder {

    private Highorder() {}

    /// What the caller knows beside the evidence.
    ///
    /// @param kernel the release, for evidence that lacks it
    /// @param order the order in question (`--order`)
    /// @param missing what the reader of a live node could not get
    /// @param problems what the reader could not read
    /// @param window the part of the logs in question (`--since`, `--until`)
    public record Options(
            Optional<KernelRelease> kernel,
            OptionalInt order,
            List<Missing> missing,
            List<Problem> problems,
            TimeWindow window) {

        public static final Options NONE =
                new Options(Optional.empty(), OptionalInt.empty(), List.of(), List.of());

        public Options {
            missing = List.copyOf(missing);
            problems = List.copyOf(problems);
        }

        /// All of the logs.
        public Options(
                Optional<KernelRelease> kernel,
                OptionalInt order,
                List<Missing> missing,
                List<Problem> problems) {
            this(kernel, order, missing, problems, TimeWindow.ALL);
        }
    }

    public static Diagnosis diagnose(List<SourceText> sources, Options options) {
        Understood understood = understand(sources, options);
        return Answer.nodes(
                understood.nodes(), options.order(), options.missing(), understood.problems());
    }

    /// What stands in the memory of the node, pageblock by pageblock.
    ///
    /// @param pages the flags of each page, where they were read
    public static NodeMap map(
            List<SourceText> sources, Options options, Optional<? extends FrameSource> pages) {
        Understood understood = understand(sources, options);
        return NodeMaps.of(understood.nodes().getFirst(), pages, understood.problems());
    }

    /// What each remedy would give back on the node; empty where the evidence shows no free blocks at all.
    ///
    /// @param pages the flags of each page, where they were read
    public static Optional<WhatIf> whatIf(
            List<SourceText> sources, Options options, Optional<? extends FrameSource> pages) {
        Understood understood = understand(sources, options);
        return WhatIfs.of(
                understood.nodes().getFirst(), options.order(), pages, understood.problems());
    }

    /// What all sources say, parted by node.
    private record Understood(List<NodeEvidence> nodes, List<Problem> problems) {}

    private static Understood understand(List<SourceText> sources, Options options) {
        List<Fact> facts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(options.problems());
        List<BlockParser> parsers = ProcParsers.all();
        List<List<Line>> logs = new ArrayList<>();
        Map<String, String> nodesOfSources = new LinkedHashMap<>();
        for (SourceText source : sources) {
            source.host().ifPresent(host -> nodesOfSources.put(source.path(), host));
            problems.addAll(source.problems());
            Reading reading = Transcript.read(source, parsers);
            facts.addAll(reading.facts());
            problems.addAll(reading.problems());
            logs.add(reading.log());
        }
        List<List<Line>> windowed = options.window().within(logs);
        outside(logs, windowed).ifPresent(problems::add);
        for (List<Line> log : windowed) {
            Parsed<List<KernelEvent>> kernel = KernelLog.read(log);
            facts.addAll(kernel.value());
            problems.addAll(kernel.problems());
            Parsed<List<RuntimeFact>> runtime = RuntimeLog.read(log);
            facts.addAll(runtime.value());
            problems.addAll(runtime.problems());
        }
        List<NodeEvidence> nodes = NodeSplit.split(facts, options.kernel(), nodesOfSources);
        return new Understood(nodes, problems);
    }

    /// A window that leaves nothing of the logs is likely a slip, and nothing in it is no sign of health.
    private static Optional<Problem> outside(List<List<Line>> logs, List<List<Line>> windowed) {
        if (!windowed.stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        return logs.stream()
                .filter(log -> !log.isEmpty())
                .findFirst()
                .map(log -> Problem.of(log.getFirst().cite().path(), TimeWindow.NOTHING_LEFT));
    }
}
