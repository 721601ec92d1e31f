/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.document.text.Json;
import dev.highorder.node.json.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the audit trail.
///
/// @param kind `intent` before the write, `result` after it, `unfinished` where a later start finds no result
/// @param run the same in the records of one run
/// @param who ran it
/// @param why the guard's reason, or what the undo is of
/// @param writes what goes into which file, with the old value
public record AuditRecord(
        String kind,
        String run,
        Instant time,
        Who who,
        String id,
        String why,
        List<Write> writes,
        Optional<Snapshot> before,
        Optional<Snapshot> after,
        Optional<Verdict> verdict) {

    static final String INTENT = "intent";
    static final String RESULT = "result";
    static final String UNFINISHED = "unfinished";

    private static final String SCHEMA = "highorder.dev/audit/v1";

    public AuditRecord {
        writes = List.copyOf(writes);
    }

    /// Who asked for it: under sudo the person behind root.
    ///
    /// @param loginUid of the audit subsystem, which su and sudo keep
    public record Who(
            String user, Optional<String> sudoUser, Optional<String> loginUid, long pid) {}

    /// The line, with its line feed.
    byte[] line() {
        return JsonText.line(json -> {
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("kind", kind);
            json.writeStringProperty("run", run);
            json.writeStringProperty("time", time.toString());
            json.writeObjectPropertyStart("who");
            json.writeStringProperty("user", who.user());
            who.sudoUser().ifPresent(user -> json.writeStringProperty("sudoUser", user));
            who.loginUid().ifPresent(uid -> json.writeStringProperty("loginUid", uid));
            json.writeNumberProperty("pid", who.pid());
            json.writeEndObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("why", why);
            RemedyJson.writes(json, writes);
            before.ifPresent(snapshot -> RemedyJson.snapshot(json, "before", snapshot));
            after.ifPresent(snapshot -> RemedyJson.snapshot(json, "after", snapshot));
            verdict.ifPresent(result -> {
                json.writeStringProperty("verdict", result.word());
                json.writeStringProperty("reason", result.reason());
            });
        });
    }

    /// What a line says of a run; empty where it is cut or none of ours.
    static Optional<AuditRecord> of(String line) {
        return Json.object(line)
                .filter(json -> SCHEMA.equals(json.get("schema")))
                .flatMap(AuditRecord::read);
    }

    private static Optional<AuditRecord> read(Map<String, Object> json) {
        Instant time;
        try {
            time = Instant.parse(Json.string(json, "time").orElse(""));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        List<Write> writes = new ArrayList<>();
        if (json.get("writes") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> write
                        && write.get("path") instanceof String path
                        && write.get("value") instanceof String value) {
                    writes.add(
                            new Write(
                                    path,
                                    value,
                                    write.get("old") instanceof String old
                                            ? Optional.of(old)
                                            : Optional.empty()));
                }
            }
        }
        String user =
                json.get("who") instanceof Map<?, ?> who && who.get("user") instanceof String name
                        ? name
                        : "";
        return Optional.of(
                new AuditRecord(
                        Json.string(json, "kind").orElse(""),
                        Json.string(json, "run").orElse(""),
                        time,
                        new Who(user, Optional.empty(), Optional.empty(), 0),
                        Json.string(json, "id").orElse(""),
                        Json.string(json, "why").orElse(""),
                        writes,
                        Optional.empty(),
                        Optional.empty(),
                        Json.string(json, "verdict")
                                .map(word ->
                                        new Verdict(
                                                word, Json.string(json, "reason").orElse("")))));
    }
}
