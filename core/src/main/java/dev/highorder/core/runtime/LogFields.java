/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/// `key=value` pairs of a log line (logfmt, klog's structured form). Values in quotes lose one level of
/// escapes; a message in quotes without a key, as klog writes it first, is called `msg`.
final class LogFields {

    private final String text;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private int at;

    private LogFields(String text) {
        this.text = text;
    }

    static Map<String, String> of(String text) {
        LogFields reader = new LogFields(text);
        reader.read();
        return reader.fields;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' && (at == 0 || text.charAt(at - 1) == ' ')) {
                fields.putIfAbsent("msg", quoted());
            } else if (isKey(c) && (at == 0 || text.charAt(at - 1) == ' ')) {
                pair();
            } else {
                at++;
            }
        }
    }

    private void pair() {
        int from = at;
        while (at < text.length() && isKey(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '=' || at + 1 >= text.length()) {
            return;
        }
        String key = text.substring(from, at);
        at++;
        if (text.charAt(at) == '"') {
            fields.putIfAbsent(key, quoted());
        } else if (text.charAt(at) != ' ') {
            int start = at;
            while (at < text.length() && text.charAt(at) != ' ') {
                at++;
            }
            fields.putIfAbsent(key, text.substring(start, at));
        }
    }

    /// The text up to the closing quote, or to the end where it was cut.
    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n', 't', 'r' -> out.append(' ');
                    default -> out.append(escaped);
                }
            } else {
                out.append(c);
            }
        }
        at++;
        return out.toString();
    }

    private static boolean isKey(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }
}
