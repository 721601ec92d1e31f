/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.document.text.Json;
import dev.highorder.core.model.Stamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Log records that are fields and not a line: `journalctl -o export`, `-o verbose`, `-o json`, `-o json-sse`, `dmesg -J`,
/// and docker's json-file. A record may stand on one line or on several.
final class StructuredLog {

    private static final int LONGEST_RECORD = 400;

    /// @param lines how many source lines the record takes
    /// @param messageAt which of them, from 0, holds the message
    record Entry(Frame frame, String message, int lines, int messageAt) {}

    private StructuredLog() {}

    /// The record that begins at `from`, or empty where none begins. A record without a message (a journal
    /// entry of no text, the closing brackets of a JSON list) has an empty message.
    static Optional<Entry> at(List<String> lines, int from) {
        String line = lines.get(from);
        int start = 0;
        while (start < line.length() && line.charAt(start) <= ' ') {
            start++;
        }
        if (start == line.length()) {
            return Optional.empty();
        }
        return switch (line.charAt(start)) {
            case '{', '}', ']' -> json(lines, from, line.substring(start));
            case 'd' ->
                    line.startsWith("data: {", start)
                            ? json(lines, from, line.substring(start + 6))
                            : Optional.empty();
            case '_' -> start == 0 && isExport(line) ? export(lines, from, 0) : Optional.empty();
            case 'M', 'T', 'W', 'F', 'S' ->
                    line.indexOf("[s=") > 0
                                    && from + 1 < lines.size()
                                    && isField(lines.get(from + 1))
                            ? export(lines, from, 1)
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isExport(String line) {
        return line.startsWith("__CURSOR=") || line.startsWith("__REALTIME_TIMESTAMP=");
    }

    private static boolean isField(String line) {
        int equals = line.indexOf('=');
        int from = 0;
        while (from < line.length() && line.charAt(from) == ' ') {
            from++;
        }
        if (equals <= from) {
            return false;
        }
        for (int i = from; i < equals; i++) {
            char c = line.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Entry> export(List<String> lines, int from, int header) {
        Map<String, String> fields = new HashMap<>();
        int at = from + header;
        int messageAt = 0;
        while (at < lines.size() && at - from < LONGEST_RECORD && isField(lines.get(at))) {
            String field = lines.get(at).strip();
            if (isExport(field) && fields.containsKey(field.substring(0, field.indexOf('=')))) {
                break;
            }
            int equals = field.indexOf('=');
            fields.putIfAbsent(field.substring(0, equals), field.substring(equals + 1));
            if (field.startsWith("MESSAGE=")) {
                messageAt = at - from;
            }
            at++;
        }
        Optional<Stamp> stamp =
                header == 0 ? Optional.empty() : new PrintedTime(lines.get(from).strip(), 0).iso();
        return Optional.of(
                new Entry(
                        journalFrame(fields, stamp),
                        fields.getOrDefault("MESSAGE", ""),
                        at - from,
                        messageAt));
    }

    private static Optional<Entry> json(List<String> lines, int from, String line) {
        if (line.length() > 3 && line.charAt(0) == '{') {
            Optional<Entry> entry = Json.object(line).flatMap(StructuredLog::jsonEntry);
            if (entry.isPresent()) {
                return entry;
            }
        }
        return opensRecord(line) ? pretty(lines, from) : Optional.empty();
    }

    private static boolean opensRecord(String line) {
        return line.equals("{") || line.equals("},{") || line.equals("}, {");
    }

    /// A JSON record over several lines, one member a line.
    private static Optional<Entry> pretty(List<String> lines, int from) {
        StringBuilder text = new StringBuilder("{");
        int at = from + 1;
        int messageAt = 0;
        while (at < lines.size() && at - from < LONGEST_RECORD) {
            String line = lines.get(at).strip();
            if (line.startsWith("}")) {
                break;
            }
            if (line.endsWith("[") && line.contains("\"dmesg\"")) {
                return Optional.of(new Entry(Frame.NONE, "", at - from + 1, 0));
            }
            if (line.startsWith("\"MESSAGE\"") || line.startsWith("\"msg\"")) {
                messageAt = at - from;
            }
            text.append(line);
            at++;
        }
        int taken = at - from + (at < lines.size() && lines.get(at).strip().equals("}") ? 1 : 0);
        int where = messageAt;
        return Json.object(text.append('}').toString())
                .flatMap(StructuredLog::jsonEntry)
                .map(entry -> new Entry(entry.frame(), entry.message(), taken, where));
    }

    private static Optional<Entry> jsonEntry(Map<String, Object> object) {
        if (object.containsKey("MESSAGE")) {
            Map<String, String> fields = new HashMap<>();
            for (String name : object.keySet()) {
                Json.string(object, name).ifPresent(value -> fields.put(name, value));
            }
            return Optional.of(
                    new Entry(
                            journalFrame(fields, Optional.empty()),
                            fields.getOrDefault("MESSAGE", ""),
                            1,
                            0));
        }
        Optional<String> log = Json.string(object, "log");
        if (log.isPresent() && object.containsKey("stream")) {
            Optional<Stamp> stamp =
                    Json.string(object, "time").flatMap(time -> new PrintedTime(time, 0).iso());
            return Optional.of(new Entry(frame(stamp, Optional.empty(), "", ""), log.get(), 1, 0));
        }
        Optional<String> msg = Json.string(object, "msg");
        if (msg.isPresent() && object.containsKey("pri") && object.containsKey("time")) {
            OptionalLong micros =
                    Json.string(object, "time")
                            .map(time -> new PrintedTime(time, 0).seconds())
                            .orElse(OptionalLong.empty());
            Optional<Stamp> stamp =
                    micros.isPresent()
                            ? Optional.of(PrefixScan.bootStamp(micros.getAsLong()))
                            : Optional.empty();
            return Optional.of(
                    new Entry(frame(stamp, Optional.empty(), "kernel", ""), msg.get(), 1, 0));
        }
        return Optional.empty();
    }

    private static Frame journalFrame(Map<String, String> fields, Optional<Stamp> header) {
        OptionalLong real = micros(fields.get("__REALTIME_TIMESTAMP"));
        OptionalLong mono = micros(fields.get("_SOURCE_MONOTONIC_TIMESTAMP"));
        if (mono.isEmpty()) {
            mono = micros(fields.get("__MONOTONIC_TIMESTAMP"));
        }
        Optional<Stamp> stamp = header;
        if (real.isPresent()) {
            Stamp epoch = PrintedTime.epoch("", real.getAsLong());
            stamp =
                    Optional.of(
                            new Stamp(
                                    epoch.instant().map(Object::toString).orElse(""),
                                    epoch.instant(),
                                    epoch.local(),
                                    true,
                                    mono));
        }
        String tag = fields.getOrDefault("SYSLOG_IDENTIFIER", fields.getOrDefault("_COMM", ""));
        if ("kernel".equals(fields.get("_TRANSPORT"))) {
            tag = "kernel";
        }
        return frame(
                stamp,
                Optional.ofNullable(fields.get("_HOSTNAME")),
                tag,
                fields.getOrDefault("_PID", ""));
    }

    private static OptionalLong micros(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 17) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static Frame frame(
            Optional<Stamp> stamp, Optional<String> host, String tag, String pid) {
        OptionalLong id = pid.length() < 10 ? micros(pid) : OptionalLong.empty();
        return new Frame(
                stamp,
                host,
                tag,
                id.isPresent() ? OptionalInt.of((int) id.getAsLong()) : OptionalInt.empty(),
                Optional.empty());
    }
}
