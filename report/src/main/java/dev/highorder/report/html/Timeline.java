/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Incident;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was seen, in order: symptom, failure, snapshot, and the remedy that is still to come. The distances are not to
/// scale; where both times are known, the time between is said.
final class Timeline {

    private static final int WIDTH = 400;
    private static final int ROW = 40;

    private record Event(String type, String what, Optional<String> when) {}

    private final List<Event> events = new ArrayList<>();

    Timeline(NodeDiagnosis answer) {
        for (var incident : answer.incidents()) {
            add(incident);
        }
        answer.memory()
                .ifPresent(memory -> {
                    String how =
                            memory.matchesFailure()
                                    .map(matches ->
                                            matches
                                                    ? "snapshot of the failure's moment"
                                                    : "snapshot, of another moment")
                                    .orElse("snapshot");
                    events.add(new Event("snapshot", how, memory.asOf()));
                });
        if (!answer.remedies().isEmpty()) {
            events.add(
                    new Event(
                            "remedy",
                            "to do: " + answer.remedies().getFirst().title(),
                            Optional.empty()));
        }
    }

    private void add(Incident incident) {
        incident.symptom()
                .ifPresent(symptom ->
                        events.add(
                                new Event(
                                        "symptom",
                                        "symptom: "
                                                + (symptom.component().isEmpty()
                                                        ? "the container's error"
                                                        : symptom.component()),
                                        incident.firstSeen())));
        incident.failure()
                .ifPresent(failure -> {
                    String order =
                            failure.order().isPresent()
                                    ? ", order " + failure.order().getAsInt()
                                    : "";
                    String task = failure.comm().map(comm -> " of " + comm).orElse("");
                    events.add(
                            new Event("failure", "failure" + task + order, incident.firstSeen()));
                    if (incident.count() > 1) {
                        events.add(
                                new Event(
                                        "failure",
                                        "the last of " + incident.count(),
                                        incident.lastSeen()));
                    }
                });
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void draw(Markup page) {
        int height = events.size() * ROW;
        page.line(
                "<svg viewBox=\"0 0 "
                        + WIDTH
                        + " "
                        + height
                        + "\" role=\"img\" aria-label=\"Timeline\">");
        page.line("<path class=\"axis\" d=\"M12 14V" + Math.max(height - 26, 15) + "\"/>");
        Optional<String> before = Optional.empty();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            int y = i * ROW + 14;
            page.line(
                    "<circle class=\"dot "
                            + event.type()
                            + "\" cx=\"12\" cy=\""
                            + y
                            + "\" r=\"6\"/>");
            page.tag("<text class=\"words\" x=\"28\" y=\"" + (y + 4) + "\">")
                    .text(String.join("", SvgText.wrap(event.what(), 52, 1)))
                    .line("</text>");
            String when = event.type().equals("remedy") ? "" : "time not known";
            if (event.when().isPresent()) {
                when = event.when().get() + apart(before, event.when().get());
            }
            SvgText.at(page, 28, y + 19, "tick", when);
            before = event.when();
        }
        page.line("</svg>");
    }

    /// How much later, where both times are full ones.
    private static String apart(Optional<String> before, String time) {
        if (before.isEmpty() || before.get().equals(time)) {
            return "";
        }
        try {
            var between = Duration.between(Instant.parse(before.get()), Instant.parse(time));
            return between.isNegative()
                    ? ", " + words(between.negated()) + " before"
                    : ", " + words(between) + " later";
        } catch (DateTimeException _) {
            return "";
        }
    }

    private static String words(Duration duration) {
        if (duration.toHours() >= 48) {
            return duration.toDays() + " days";
        }
        return duration.toMinutes() >= 120
                ? duration.toHours() + " h"
                : duration.toSeconds() >= 120
                        ? duration.toMinutes() + " min"
                        : duration.toSeconds() + " s";
    }
}
