/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import dev.highorder.core.diagnosis.Memory;
import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.model.Cite;
import dev.highorder.report.layout.Figures;
import dev.highorder.report.layout.FirstRemedies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What was seen, in order: symptom, failure, snapshot, and the remedy that is still to come, each with a shape of its own.
/// The distances are not to scale; where two times can be compared, the time between is said. Events are put in order of
/// time only where all can be compared, else they stay in the order of the answer.
final class Timeline {

    private static final int WIDTH = 372;
    private static final int LEFT = 32;
    private static final int FONT = 14;
    private static final int LINE = 18;
    private static final int MOST_INCIDENTS = 8;

    private enum Kind {
        SYMPTOM("symptom"),
        FAILURE("failure"),
        SNAPSHOT("snapshot"),
        REMEDY("remedy");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private record Event(Kind kind, String what, Optional<String> when, Optional<Cite> cite) {}

    private final List<Event> events = new ArrayList<>();
    private final CitedLines cited;

    Timeline(NodeDiagnosis answer, CitedLines cited) {
        this.cited = cited;
        boolean several = answer.incidents().size() > 1;
        answer.incidents().stream()
                .limit(MOST_INCIDENTS)
                .forEach(incident -> add(incident, several ? incident.id() + ", " : ""));
        answer.memory()
                .filter(memory -> !memory.zones().isEmpty() || memory.asOf().isPresent())
                .ifPresent(memory ->
                        events.add(
                                new Event(
                                        Kind.SNAPSHOT,
                                        snapshot(memory),
                                        memory.asOf(),
                                        memory.cite())));
        sort();
        var first = FirstRemedies.of(answer.remedies());
        first.now().ifPresent(remedy -> add("to do now: ", remedy));
        first.forGood().ifPresent(remedy -> add("to do for good: ", remedy));
    }

    /// By time, where each can be compared with each.
    private void sort() {
        var times = new ArrayList<When>();
        for (var event : events) {
            event.when().flatMap(When::of).ifPresent(times::add);
        }
        boolean comparable =
                times.size() == events.size()
                        && times.stream()
                                .allMatch(one ->
                                        times.stream().allMatch(two -> one.until(two).isPresent()));
        if (comparable) {
            events.sort(
                    Comparator.comparing(event ->
                            event.when().flatMap(When::of).map(When::since).orElse(Duration.ZERO)));
        }
    }

    private void add(String when, Remedy remedy) {
        events.add(
                new Event(Kind.REMEDY, when + remedy.title(), Optional.empty(), Optional.empty()));
    }

    private void add(Incident incident, String id) {
        incident.symptom()
                .ifPresent(symptom ->
                        events.add(
                                new Event(
                                        Kind.SYMPTOM,
                                        id
                                                + "symptom: "
                                                + (symptom.component().isEmpty()
                                                        ? "the container's error"
                                                        : symptom.component()),
                                        incident.firstSeen(),
                                        Optional.of(symptom.cite()))));
        incident.failure()
                .ifPresent(failure -> {
                    String order =
                            failure.order().isPresent()
                                    ? ", order " + failure.order().getAsInt()
                                    : "";
                    String task = failure.comm().map(comm -> " of " + comm).orElse("");
                    String what = id + "failure" + task + order;
                    events.add(
                            new Event(
                                    Kind.FAILURE,
                                    what,
                                    incident.firstSeen(),
                                    Optional.of(failure.cite())));
                });
        if (incident.count() > 1 && incident.lastSeen().isPresent()) {
            Kind kind = incident.failure().isPresent() ? Kind.FAILURE : Kind.SYMPTOM;
            String what = id + "the last of " + Figures.grouped(incident.count());
            events.add(new Event(kind, what, incident.lastSeen(), Optional.empty()));
        }
    }

    private static String snapshot(Memory memory) {
        return memory.matchesFailure()
                .map(matches ->
                        matches
                                ? "snapshot, of the failure's moment"
                                : "snapshot, of another moment")
                .orElse("snapshot");
    }

    /// Whether there is more than one thing to put in order.
    boolean isWorthDrawing() {
        return events.size() > 1;
    }

    void draw(Markup page) {
        var svg = new Svg(page, "timeline", "Timeline");
        Optional<String> before = Optional.empty();
        int above = 0;
        int y = 12;
        int at = y;
        for (var event : events) {
            if (above > 0) {
                svg.path("axis", "M12 " + (above + 10) + "V" + (y - 10));
            }
            above = y;
            event.cite().ifPresent(cite -> svg.link(cited.name(cite), CitedLines.place(cite)));
            shape(svg, event.kind(), y);
            at = y + 5;
            for (String line : SvgText.wrap(event.what(), (WIDTH - LEFT) * 1000 / FONT, 3)) {
                svg.text("words", LEFT, at, line);
                at += LINE;
            }
            if (event.cite().isPresent()) {
                svg.unlink();
            }
            String when = when(event, before);
            if (!when.isEmpty()) {
                svg.text("tick", LEFT, at, SvgText.shorten(when, 46));
                at += LINE;
            }
            y = at + 14;
            before = event.when();
        }
        svg.draw(WIDTH, Math.max(at, above + 16));
    }

    private static String when(Event event, Optional<String> before) {
        if (event.kind() == Kind.REMEDY) {
            return "";
        }
        return event.when().map(time -> time + apart(before, time)).orElse("time not known");
    }

    private static void shape(Svg svg, Kind kind, int y) {
        String type = "dot " + kind.word;
        switch (kind) {
            case SYMPTOM -> svg.path(type, "M5 " + y + "a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z");
            case FAILURE ->
                    svg.path(type, "M5 " + y + "a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z")
                            .path("cross", "M9 " + (y - 3) + "l6 6m0 -6l-6 6");
            case SNAPSHOT -> svg.rect(type, 6, y - 6, 12, 12, 1);
            case REMEDY -> svg.path(type, "M12 " + (y - 8) + "l8 8l-8 8l-8 -8z");
        }
    }

    /// How much later, where the two can be compared.
    private static String apart(Optional<String> before, String time) {
        var between = before.flatMap(When::of).flatMap(from -> When.of(time).flatMap(from::until));
        if (between.isEmpty() || between.get().isZero()) {
            return "";
        }
        return between.get().isNegative()
                ? ", " + words(between.get().negated()) + " before"
                : ", " + words(between.get()) + " later";
    }

    private static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        if (duration.toMinutes() >= 120) {
            return duration.toHours() + " h";
        }
        return duration.toSeconds() >= 120
                ? duration.toMinutes() + " min"
                : duration.toSeconds() == 0
                        ? duration.toMillis() + " ms"
                        : duration.toSeconds() + " s";
    }
}
