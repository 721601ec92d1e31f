/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import dev.highorder.report.safe.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metric families being written, all gauges: `# HELP`, `# TYPE`, samples, and `# EOF` at the end. A family without a
/// sample is left out; the samples of one family stand together, in the order they came. A name with the same labels stands
/// once only, with the first value: a second one would make a parser refuse the whole file.
final class Exposition {

    /// @param samples values by labels
    private record Family(String help, Map<String, String> samples) {}

    private final Map<String, Family> families = new LinkedHashMap<>();

    /// Adds a sample.
    ///
    /// @param labels names and values in turn
    void gauge(String name, String help, String value, List<String> labels) {
        var of = new StringBuilder();
        for (int i = 0; i + 1 < labels.size(); i += 2) {
            of.append(i == 0 ? '{' : ',')
                    .append(labels.get(i))
                    .append("=\"")
                    .append(escape(labels.get(i + 1)))
                    .append('"');
        }
        families.computeIfAbsent(name, _ -> new Family(help, new LinkedHashMap<>()))
                .samples()
                .putIfAbsent(of.append(labels.isEmpty() ? "" : "}").toString(), value);
    }

    /// A label's value: a backslash, a quote and a line end are written with a backslash.
    private static String escape(String value) {
        return SafeText.of(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// Thousandths as a ratio: -1000 is `-1.0`, 964 is `0.964`.
    static String ratio(int thousandths) {
        int size = Math.abs(thousandths);
        String digits = Integer.toString(1000 + size % 1000).substring(1);
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return (thousandths < 0 ? "-" : "") + size / 1000 + "." + digits.substring(0, end);
    }

    @Override
    public String toString() {
        var out = new StringBuilder(8192);
        families.forEach((name, family) -> {
            out.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
            out.append("# TYPE ").append(name).append(" gauge\n");
            family.samples()
                    .forEach((labels, value) ->
                            out.append(name).append(labels).append(' ').append(value).append('\n'));
        });
        return out.append("# EOF\n").toString();
    }
}
