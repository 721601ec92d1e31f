/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import dev.highorder.core.document.Line;
import dev.highorder.core.document.text.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One line of a container program's log, whatever its format, as level, text and fields.
///
/// @param component who printed it, by the contract's names; empty where unknown
/// @param text message and error together, one level of quoting undone
/// @param fields of a structured line; empty for plain text
record LogRecord(
        Level level, String component, String text, Map<String, String> fields, long count) {

    enum Level {
        ERROR,
        WARNING,
        INFO,
        /// Plain text says nothing of its level.
        UNKNOWN
    }

    static LogRecord of(Line line) {
        String text = line.text().strip();
        String component = component(line.frame().tag());
        int brace = text.indexOf('{');
        if (brace == 0 || isLineNumber(text, brace)) {
            Optional<Map<String, Object>> object = Json.object(text.substring(brace));
            if (object.isPresent()) {
                return json(object.get(), component);
            }
        }
        int header = klogHeader(text);
        if (header > 0) {
            return klog(text, header, component.isEmpty() ? byFile(text, header) : component);
        }
        if (text.contains("level=") && text.contains("msg=")) {
            return logfmt(text, component);
        }
        Optional<EventRow> row = EventRow.of(text);
        if (row.isPresent()) {
            return event(row.get());
        }
        return new LogRecord(plainLevel(text), component, text, Map.of(), 1);
    }

    /// `83396:{`, as `grep -n` prints a record.
    private static boolean isLineNumber(String text, int brace) {
        if (brace < 2 || text.charAt(brace - 1) != ':') {
            return false;
        }
        for (int i = 0; i < brace - 1; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static LogRecord event(EventRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("reason", row.reason());
        row.pod().ifPresent(pod -> fields.put("pod", pod));
        return new LogRecord(Level.WARNING, "event", row.message(), fields, row.count());
    }

    /// Where the message begins behind `E0608 11:04:34.865705    9632 remote_runtime.go:105] `; 0 where
    /// the text has no such header.
    private static int klogHeader(String text) {
        if (text.length() < 30 || "IWEF".indexOf(text.charAt(0)) < 0 || text.charAt(5) != ' ') {
            return 0;
        }
        for (int i = 1; i < 5; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return 0;
            }
        }
        int close = text.indexOf("] ", 20);
        return close > 0 && close < 160 && text.charAt(8) == ':' ? close + 2 : 0;
    }

    private static LogRecord klog(String text, int header, String component) {
        Level level =
                switch (text.charAt(0)) {
                    case 'E', 'F' -> Level.ERROR;
                    case 'W' -> Level.WARNING;
                    default -> Level.INFO;
                };
        String message = text.substring(header);
        if (message.startsWith("\"")) {
            Map<String, String> fields = LogFields.of(message);
            return new LogRecord(level, component, joined(fields, "msg", "err"), fields, 1);
        }
        return new LogRecord(level, component, message, Map.of(), 1);
    }

    private static LogRecord logfmt(String text, String component) {
        Map<String, String> fields = LogFields.of(text);
        String error = fields.containsKey("error") ? "error" : "err";
        String message = joined(fields, "msg", error);
        String who = component.isEmpty() ? byMessage(message) : component;
        return new LogRecord(level(fields.getOrDefault("level", "")), who, message, fields, 1);
    }

    private static LogRecord json(Map<String, Object> object, String component) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> member : object.entrySet()) {
            if (member.getValue() instanceof Map<?, ?> nested) {
                if (nested.get("namespace") instanceof String space
                        && nested.get("name") instanceof String name) {
                    fields.put(member.getKey(), space + "/" + name);
                } else if (nested.get("error") instanceof String error) {
                    fields.put("error", error);
                }
            } else {
                Json.string(object, member.getKey())
                        .ifPresent(value -> fields.put(member.getKey(), value));
            }
        }
        String error = fields.containsKey("err") ? "err" : "error";
        String named = fields.getOrDefault("level", "");
        Level level = named.isEmpty() && fields.containsKey(error) ? Level.ERROR : level(named);
        String message = fields.containsKey("msg") ? "msg" : "message";
        long count = fields.containsKey("count") ? number(fields.get("count")) : 1;
        return new LogRecord(level, component, joined(fields, message, error), fields, count);
    }

    private static long number(String digits) {
        boolean plain = !digits.isEmpty() && digits.length() < 10;
        for (int i = 0; i < digits.length(); i++) {
            plain &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        return plain ? Math.max(1, Long.parseLong(digits)) : 1;
    }

    private static String joined(Map<String, String> fields, String message, String error) {
        String first = fields.getOrDefault(message, "");
        String second = fields.getOrDefault(error, "");
        return second.isEmpty() ? first : first + ": " + second;
    }

    private static Level level(String name) {
        return switch (name) {
            case "error", "fatal", "panic", "ERROR", "FATAL" -> Level.ERROR;
            case "warning", "warn", "WARN" -> Level.WARNING;
            case "info", "debug", "trace", "INFO", "DEBUG" -> Level.INFO;
            default -> Level.UNKNOWN;
        };
    }

    /// The text logger of logrus on a terminal: `ERRO[0000] message`.
    private static Level plainLevel(String text) {
        if (text.startsWith("ERRO[") || text.startsWith("FATA[")) {
            return Level.ERROR;
        }
        if (text.startsWith("WARN[")) {
            return Level.WARNING;
        }
        return text.startsWith("INFO[") || text.startsWith("DEBU[") ? Level.INFO : Level.UNKNOWN;
    }

    private static String component(String tag) {
        return switch (tag) {
            case "kubelet", "hyperkube", "k3s", "k3s-agent", "rke2", "kubelite" -> "kubelet";
            case "dockerd", "docker", "dockerd-current", "cri-dockerd", "docker-ce" -> "dockerd";
            case "containerd", "docker-containerd", "containerd-shim" -> "containerd";
            case "crio", "cri-o", "conmon" -> "crio";
            case "podman", "runc" -> tag;
            case "crun" -> "runc";
            default -> "";
        };
    }

    private static String byFile(String text, int header) {
        String head = text.substring(0, header);
        boolean kubelet =
                head.contains("kube")
                        || head.contains("remote_runtime.go")
                        || head.contains("pod_workers.go")
                        || head.contains("raw.go")
                        || head.contains("cri_stats")
                        || head.contains("log.go");
        return kubelet ? "kubelet" : "";
    }

    private static String byMessage(String message) {
        if (message.startsWith("Handler for ") || message.startsWith("Create container failed")) {
            return "dockerd";
        }
        if (message.contains("PodSandboxMetadata") || message.contains("ContainerMetadata{")) {
            return "containerd";
        }
        return "";
    }
}
