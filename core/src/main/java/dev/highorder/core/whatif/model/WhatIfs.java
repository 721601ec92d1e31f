/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.census.count.NodeFrames;
import dev.highorder.core.census.count.Snapshot;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Problem;
import dev.highorder.core.model.ZoneId;
import dev.highorder.core.pagemap.FrameSource;
import dev.highorder.core.pagemap.ZoneFrames;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.buddy.PageTypeInfo;
import dev.highorder.core.whatif.Action;
import dev.highorder.core.whatif.WhatIf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Works out what each remedy would give back on a node.
@SuppressWarnings("EnumOrdinal") // kept in arrays by their place
public final class WhatIfs {

    private final NodeEvidence node;
    private final Snapshot snapshot;
    private final Question question;
    private final List<Problem> problems;
    private final List<Missing> missing = new ArrayList<>();
    private final Map<ZoneId, Model> models = new LinkedHashMap<>();
    private final Map<ZoneId, ZoneFacts> facts = new LinkedHashMap<>();
    private final Reasons reasons;

    private WhatIfs(NodeEvidence node, OptionalInt order, List<Problem> problems) {
        this.node = node;
        this.snapshot = Snapshot.of(node);
        this.question = Question.of(node, order);
        this.problems = new ArrayList<>(problems);
        this.reasons = new Reasons(snapshot);
    }

    /// @param order that the question is about; empty for the one that failed
    /// @param problems what could not be read or understood so far
    /// @return empty where the evidence shows no free blocks at all
    public static Optional<WhatIf> of(
            NodeEvidence node,
            OptionalInt order,
            Optional<? extends FrameSource> source,
            List<Problem> problems) {
        return new WhatIfs(node, order, problems).build(source);
    }

    private Optional<WhatIf> build(Optional<? extends FrameSource> source) {
        List<Fact> files = new ArrayList<>();
        snapshot.buddyInfo().ifPresent(files::add);
        snapshot.zoneInfo().ifPresent(files::add);
        List<MemoryPicture> pictures = MemoryPictures.ofFiles(files, Optional.empty());
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        if (source.isPresent()) {
            pages(source.get());
        }
        if (models.isEmpty()) {
            counts();
        }
        if (models.isEmpty()) {
            return Optional.empty();
        }
        MemoryPicture now = pictures.getFirst();
        List<WhatIf.Outcome> outcomes = new ArrayList<>();
        for (Action action : Action.values()) {
            outcomes.add(outcome(action, now));
        }
        return Optional.of(
                new WhatIf(
                        question.order(),
                        question.why(),
                        snapshot.pageSize(),
                        question.served(now, 0),
                        outcomes,
                        missing,
                        problems));
    }

    private void pages(FrameSource source) {
        NodeFrames frames = NodeFrames.of(node, snapshot, source);
        problems.addAll(frames.problems());
        List<ZoneFrames> zones =
                ZoneFrames.of(source, frames.layout(), frames.mobility(), problems);
        long singles = 0;
        for (ZoneFrames zone : zones) {
            singles += zone.singleSlabPages();
        }
        SlabBounds slabs = SlabBounds.of(node, snapshot, singles);
        for (ZoneFrames zone : zones) {
            Optional<ZoneId> id = zone.frames().id();
            if (id.isPresent()) {
                ZoneFacts known = ZoneFacts.of(id.get(), snapshot);
                facts.put(id.get(), known);
                models.put(
                        id.get(),
                        new PageModel(
                                zone,
                                known,
                                slabs.part(zone.singleSlabPages(), singles),
                                reasons.pinned()));
            }
        }
    }

    private void counts() {
        missing.add(
                new Missing(
                        "the flags of each page (/proc/kpageflags)",
                        "where pages lie decides what a remedy gives back; counters alone leave a wide interval",
                        "sudo sh -c 'cat /proc/kpageflags > kpageflags; cat /proc/kpagecount > kpagecount'"));
        List<BuddyInfo.Zone> zones = snapshot.buddyInfo().map(BuddyInfo::zones).orElse(List.of());
        long managed = 0;
        for (BuddyInfo.Zone zone : zones) {
            managed += reasons.managed(zone.zone());
        }
        for (BuddyInfo.Zone zone : zones) {
            ZoneFacts known = ZoneFacts.of(zone.zone(), snapshot);
            facts.put(zone.zone(), known);
            models.put(
                    zone.zone(),
                    new CountModel(
                            known,
                            snapshot.pageTypeInfo()
                                    .map(PageTypeInfo::pageblockOrder)
                                    .orElse(OptionalInt.empty())
                                    .orElse(9),
                            part(reasons.droppable(), zone.zone(), managed),
                            part(reasons.reclaimableSlab(), zone.zone(), managed)));
        }
    }

    /// Of what the whole machine has, what a zone may have: as much as it is large.
    private OptionalLong part(OptionalLong pages, ZoneId zone, long managed) {
        return pages.isEmpty() || managed == 0
                ? pages
                : OptionalLong.of(
                        (long) ((double) pages.getAsLong() * reasons.managed(zone) / managed));
    }

    private WhatIf.Outcome outcome(Action action, MemoryPicture now) {
        List<WhatIf.Zone> zones = new ArrayList<>();
        Map<Variant, Map<ZoneId, List<Long>>> after = new LinkedHashMap<>();
        for (Variant variant : Variant.values()) {
            after.put(variant, new LinkedHashMap<>());
        }
        long migrated = 0;
        long dropped = 0;
        long gained = 0;
        WhatIf.Basis basis = WhatIf.Basis.COUNTS;
        for (Map.Entry<ZoneId, Model> entry : models.entrySet()) {
            ZoneId id = entry.getKey();
            Map<Variant, Prediction> predicted = new LinkedHashMap<>();
            for (Variant variant : Variant.values()) {
                Prediction one = entry.getValue().predict(action, variant);
                predicted.put(variant, one);
            }
            Prediction expected =
                    predicted.getOrDefault(Variant.EXPECTED, new Prediction(List.of(), 0, 0));
            migrated += expected.migrated();
            dropped += expected.dropped();
            gained += predicted.getOrDefault(Variant.HIGH, expected).dropped();
            basis = entry.getValue().basis();
            zones.add(zone(id, List.copyOf(predicted.values()), expected));
            predicted.forEach((variant, one) ->
                    after.getOrDefault(variant, new LinkedHashMap<>()).put(id, one.blocks()));
        }
        return new WhatIf.Outcome(
                action,
                zones,
                request(now, after, gained),
                migrated,
                dropped * snapshot.pageSize(),
                basis,
                reasons.of(action, basis));
    }

    private WhatIf.Zone zone(ZoneId id, List<Prediction> all, Prediction expected) {
        List<Long> low = new ArrayList<>();
        List<Long> high = new ArrayList<>();
        for (int order = 0; order < expected.blocks().size(); order++) {
            long least = Long.MAX_VALUE;
            long most = 0;
            for (Prediction one : all) {
                least = Math.min(least, one.blocks().get(order));
                most = Math.max(most, one.blocks().get(order));
            }
            low.add(least);
            high.add(most);
        }
        long least = Long.MAX_VALUE;
        long most = 0;
        for (Prediction one : all) {
            long suitable = new FreeLists(one.blocks()).suitable(question.order());
            least = Math.min(least, suitable);
            most = Math.max(most, suitable);
        }
        return new WhatIf.Zone(
                id,
                low,
                expected.blocks(),
                high,
                new WhatIf.Range(
                        least, new FreeLists(expected.blocks()).suitable(question.order()), most));
    }

    /// Yes or no only where all that is not known makes no difference.
    private WhatIf.Served request(
            MemoryPicture now, Map<Variant, Map<ZoneId, List<Long>>> after, long gained) {
        List<WhatIf.Served> answers = new ArrayList<>();
        for (Map<ZoneId, List<Long>> blocks : after.values()) {
            answers.add(question.served(Question.with(now, blocks), gained));
        }
        WhatIf.Served expected = answers.get(Variant.EXPECTED.ordinal());
        for (WhatIf.Served answer : answers) {
            if (answer.answer() != expected.answer()) {
                return new WhatIf.Served(Admission.Answer.UNSURE, "expected: " + expected.reason());
            }
        }
        return expected;
    }
}
