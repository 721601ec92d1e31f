/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.document.Line;
import dev.highorder.core.document.Reading;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemoryDump;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.proc.ProcParsers;
import dev.highorder.core.proc.buddy.BuddyInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Explains texts: a headline, a mask, an order, an error number, a stack, a row of buddyinfo, an error of container
/// software. A pure function: same text, same words.
public final class Explain {

    private static final String PATH = "text";

    private Explain() {}

    /// One explanation a text, in order.
    ///
    /// @param release of the kernel that printed them, where it is known; a release that a text prints itself is used else
    public static List<Explanation> explain(List<String> texts, Optional<KernelRelease> release) {
        List<Explanation> explanations = new ArrayList<>(texts.size());
        for (String text : texts) {
            explanations.add(explain(text, release));
        }
        return List.copyOf(explanations);
    }

    private static Explanation explain(String text, Optional<KernelRelease> release) {
        Reading reading = Transcript.read(SourceText.of(PATH, text), ProcParsers.all());
        List<BuddyInfo.Zone> zones = new ArrayList<>();
        for (Fact fact : reading.facts()) {
            if (fact instanceof BuddyInfo buddy) {
                zones.addAll(buddy.zones());
            }
        }
        List<Line> log = new ArrayList<>(reading.log());
        List<KernelEvent> events = KernelLog.read(log).value();
        for (KernelEvent event : events) {
            if (event instanceof MemoryDump dump) {
                zones.addAll(rows(dump));
            }
        }
        Lesson lesson = new Lesson(text, release, new Cite(PATH, 1, text));
        return zones.isEmpty() || events.stream().anyMatch(e -> !(e instanceof MemoryDump))
                ? lesson.ofText(events)
                : lesson.ofFreeLists(zones);
    }

    /// A per-order line of a Mem-Info block on its own.
    private static List<BuddyInfo.Zone> rows(MemoryDump dump) {
        List<BuddyInfo.Zone> rows = new ArrayList<>();
        dump.memInfo()
                .zones()
                .forEach(zone -> {
                    if (!zone.blocks().isEmpty()) {
                        rows.add(
                                new BuddyInfo.Zone(
                                        zone.zone(),
                                        zone.blocks().stream().map(b -> b.count()).toList(),
                                        zone.cite()));
                    }
                });
        return rows;
    }
}
