/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.node.json.JsonText;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Remedies and their runs as JSON, in the contract's shape.
public final class RemedyJson {

    private static final String SCHEMA = "highorder.dev/remedy/v1";

    private RemedyJson() {}

    public static byte[] of(Run run) {
        return JsonText.indented(json -> {
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("id", run.id());
            json.writeStringProperty("title", run.title());
            json.writeStringProperty("why", run.why());
            json.writeStringProperty("expected", run.expected());
            json.writeStringProperty("risk", run.risk());
            json.writeStringProperty("undo", run.undo());
            writes(json, run.writes());
            json.writeArrayPropertyStart("guards");
            for (Guard guard : run.guards()) {
                json.writeStartObject();
                json.writeStringProperty("name", guard.name());
                json.writeBooleanProperty("passed", guard.passed());
                json.writeStringProperty("reason", guard.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            run.before().ifPresent(snapshot -> snapshot(json, "before", snapshot));
            run.after().ifPresent(snapshot -> snapshot(json, "after", snapshot));
            run.verdict()
                    .ifPresent(verdict -> {
                        json.writeStringProperty("verdict", verdict.word());
                        json.writeStringProperty("reason", verdict.reason());
                    });
            run.auditRecord().ifPresent(record -> json.writeStringProperty("auditRecord", record));
            if (!run.told().isEmpty()) {
                json.writeArrayPropertyStart("unfinished");
                run.told().forEach(json::writeString);
                json.writeEndArray();
            }
        });
    }

    /// The list of all actions.
    public static byte[] of(List<Action> actions) {
        return JsonText.indented(json -> {
            json.writeStringProperty("schema", "highorder.dev/remedies/v1");
            json.writeArrayPropertyStart("remedies");
            for (Action action : actions) {
                json.writeStartObject();
                json.writeStringProperty("id", action.id());
                json.writeStringProperty("title", action.title());
                json.writeStringProperty("expected", action.expected());
                json.writeStringProperty("risk", action.risk().word());
                json.writeStringProperty("undo", action.undo());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static void writes(JsonGenerator json, List<Write> writes) {
        json.writeArrayPropertyStart("writes");
        for (Write write : writes) {
            json.writeStartObject();
            json.writeStringProperty("path", write.path());
            json.writeStringProperty("value", write.value());
            write.old().ifPresent(old -> json.writeStringProperty("old", old));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void snapshot(JsonGenerator json, String name, Snapshot snapshot) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("order", snapshot.order());
        json.writeArrayPropertyStart("zones");
        for (Snapshot.Zone zone : snapshot.zones()) {
            json.writeStartObject();
            json.writeNumberProperty("node", zone.zone().node());
            json.writeStringProperty("zone", zone.zone().zone());
            json.writeArrayPropertyStart("freeBlocks");
            for (long blocks : zone.free().blocks()) {
                json.writeNumber(blocks);
            }
            json.writeEndArray();
            json.writeNumberProperty("suitableBlocks", zone.free().suitable(snapshot.order()));
            json.writeNumberProperty("extfragIndex", zone.free().extfragIndex(snapshot.order()));
            json.writeNumberProperty("unusableIndex", zone.free().unusableIndex(snapshot.order()));
            json.writeEndObject();
        }
        json.writeEndArray();
        numbers(json, "memoryKibibytes", snapshot.kibibytes());
        numbers(json, "counters", snapshot.counters());
        snapshot.value().ifPresent(value -> json.writeStringProperty("value", value));
        snapshot.probe().ifPresent(ok -> json.writeBooleanProperty("probeSucceeded", ok));
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, Map<String, Long> values) {
        json.writeObjectPropertyStart(name);
        values.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }
}
