/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A parser of the part of OpenMetrics 1.0 that the classic text format reads the same way, and of nothing else: families of
/// `# HELP`, `# TYPE … gauge` and samples, no timestamp, no exemplar, `# EOF` at the very end. What is not of that part is
/// an error with its place.
final class StrictText {

    /// @param samples values by labels
    record Family(String name, String help, Map<Map<String, String>, Double> samples) {}

    private final String text;
    private int at;

    private StrictText(String text) {
        this.text = text;
    }

    static Map<String, Family> parse(String text) {
        var families = new LinkedHashMap<String, Family>();
        var parser = new StrictText(text);
        while (!parser.next("# EOF\n")) {
            var family = parser.family();
            if (families.put(family.name(), family) != null) {
                throw parser.wrong("a second family " + family.name());
            }
        }
        if (parser.at != text.length()) {
            throw parser.wrong("something after # EOF");
        }
        return families;
    }

    private Family family() {
        expect("# HELP ");
        String name = name(true);
        expect(" ");
        String help = escaped('\n');
        expect("\n# TYPE " + name + " gauge\n");
        if (name.endsWith("_total") || name.endsWith("_created") || name.endsWith("_bucket")) {
            throw wrong("a gauge with the suffix of another type");
        }
        var samples = new LinkedHashMap<Map<String, String>, Double>();
        while (!text.startsWith("#", at)) {
            expect(name);
            var labels = next("{") ? labels() : Map.<String, String>of();
            expect(" ");
            if (samples.put(labels, number()) != null) {
                throw wrong("a second sample " + name + labels);
            }
            expect("\n");
        }
        if (samples.isEmpty()) {
            throw wrong("a family without a sample");
        }
        return new Family(name, help, samples);
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        do {
            String name = name(false);
            expect("=\"");
            String value = escaped('"');
            expect("\"");
            if (labels.put(name, value) != null) {
                throw wrong("a second label " + name);
            }
        } while (next(","));
        expect("}");
        return labels;
    }

    private String name(boolean metric) {
        int from = at;
        while (at < text.length()
                && (letter(text.charAt(at))
                        || (metric && text.charAt(at) == ':')
                        || (at > from && digit(text.charAt(at))))) {
            at++;
        }
        if (from == at || text.startsWith("__", from)) {
            throw wrong("no name");
        }
        return text.substring(from, at);
    }

    private String escaped(char end) {
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) {
            char c = text.charAt(at++);
            if (c == '\\') {
                int kind = at < text.length() ? "\\\"n".indexOf(text.charAt(at)) : -1;
                if (kind < 0) {
                    throw wrong("no such escape");
                }
                value.append("\\\"\n".charAt(kind));
                at++;
            } else if (c == '\n' || c == '"' || c == '\r' || Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || at == text.length()
                        || !Character.isLowSurrogate(text.charAt(at))) {
                    throw wrong("a character that must not stand there");
                }
                value.append(c).append(text.charAt(at++));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private double number() {
        int from = at;
        if (!next("-")) {
            next("+");
        }
        int digits = digits();
        if (next(".")) {
            digits += digits();
        }
        if (digits == 0) {
            throw wrong("no number");
        }
        return Double.parseDouble(text.substring(from, at));
    }

    private int digits() {
        int from = at;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    private boolean next(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private void expect(String token) {
        if (!next(token)) {
            throw wrong("expected \"" + token + "\"");
        }
    }

    private AssertionError wrong(String what) {
        List<String> lines = new ArrayList<>(text.substring(0, at).lines().toList());
        return new AssertionError(
                "line "
                        + Math.max(lines.size(), 1)
                        + ": "
                        + what
                        + ", at: "
                        + text.substring(at, Math.min(at + 60, text.length())));
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
