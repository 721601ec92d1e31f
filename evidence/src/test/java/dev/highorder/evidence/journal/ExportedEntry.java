/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An entry of `journalctl -o export`, as a test of its own reads it.
record ExportedEntry(Map<String, String> fields) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static List<ExportedEntry> all(byte[] export) {
        List<ExportedEntry> entries = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        int at = 0;
        while (at < export.length) {
            int end = at;
            while (export[end] != '\n') {
                end++;
            }
            String line = new String(export, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
            if (line.isEmpty()) {
                entries.add(new ExportedEntry(fields));
                fields = new HashMap<>();
            } else if (line.contains("=")) {
                fields.putIfAbsent(
                        line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1));
            } else {
                int length =
                        (int) ByteBuffer.wrap(export).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
                fields.putIfAbsent(
                        line, new String(export, at + 8, length, StandardCharsets.UTF_8));
                at += 8 + length + 1;
            }
        }
        return entries;
    }

    /// The line that the entry is to be read as.
    String line() {
        long micros =
                Long.parseLong(
                        value("_SOURCE_REALTIME_TIMESTAMP", value("__REALTIME_TIMESTAMP", "")));
        String host = value("_HOSTNAME", "");
        String name = value("SYSLOG_IDENTIFIER", value("_COMM", "unknown"));
        String pid = value("_PID", value("SYSLOG_PID", ""));
        String stamp = "";
        if (value("_TRANSPORT", "").equals("kernel")) {
            long since = Long.parseLong(value("_SOURCE_MONOTONIC_TIMESTAMP", ""));
            stamp = String.format(Locale.ROOT, "[%5d.%06d] ", since / 1_000_000, since % 1_000_000);
        }
        return TIME.format(Instant.EPOCH.plusNanos(micros * 1000))
                + (host.isEmpty() ? "" : " " + host)
                + " "
                + name
                + (pid.isEmpty() ? "" : "[" + pid + "]")
                + ": "
                + stamp
                + value("MESSAGE", "")
                        .replaceFirst("\n$", "")
                        .replace("\n", "#012")
                        .replace('\0', '\uFFFD')
                        .replace('\1', '\uFFFD');
    }

    private String value(String name, String otherwise) {
        return fields.getOrDefault(name, otherwise);
    }
}
