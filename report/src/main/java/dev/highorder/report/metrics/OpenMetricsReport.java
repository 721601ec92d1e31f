/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A diagnosis as metrics for node_exporter's textfile collector. A run is a look at one moment, so all are gauges; the
/// label `node` is the NUMA node, and `host` is there where the evidence names several machines.
public final class OpenMetricsReport {

    private final Exposition out = new Exposition();

    private OpenMetricsReport() {}

    /// Writes the metrics.
    ///
    /// @param version of the program, for `highorder_build_info`
    /// @throws IOException as `out` does
    public static void write(Diagnosis diagnosis, String version, Appendable out)
            throws IOException {
        var report = new OpenMetricsReport();
        report.out.gauge(
                "highorder_build_info",
                "The version that wrote this file.",
                "1",
                "version",
                version);
        if (diagnosis.nodes().size() > 1) {
            for (int i = 0; i < diagnosis.nodes().size(); i++) {
                var node = diagnosis.nodes().get(i);
                report.node(node, List.of("host", node.node().name().orElse("unnamed-" + (i + 1))));
            }
        } else {
            report.node(diagnosis.top(), List.of());
        }
        report.out.gauge(
                "highorder_input_problems",
                "Places in the input that could not be used.",
                Integer.toString(diagnosis.problems().size()));
        out.append(report.out.toString());
    }

    private void node(NodeDiagnosis answer, List<String> host) {
        sample(
                "highorder_verdict",
                "1 for the cause that the run found.",
                "1",
                host,
                "cause",
                answer.verdict().cause().word(),
                "confidence",
                answer.verdict().confidence().word());
        failures(answer, host);
        answer.memory().ifPresent(memory -> memory(memory, host));
    }

    /// Incidents of the same order and cause are one sample: a name and its labels may stand once only.
    private void failures(NodeDiagnosis answer, List<String> host) {
        var printed = new TreeMap<String, Long>();
        for (var incident : answer.incidents()) {
            if (incident.failure().isPresent()) {
                var order = incident.failure().get().order();
                String key =
                        (order.isPresent() ? Integer.toString(order.getAsInt()) : "")
                                + ' '
                                + incident.cause().word();
                printed.merge(key, incident.count() + incident.suppressed().orElse(0), Long::sum);
            }
        }
        printed.forEach((key, count) -> {
            int cut = key.indexOf(' ');
            sample(
                    "highorder_allocation_failures",
                    "Failed allocations in the input, suppressed ones included.",
                    Long.toString(count),
                    host,
                    "order",
                    key.substring(0, cut),
                    "cause",
                    key.substring(cut + 1));
        });
    }

    private void memory(Memory memory, List<String> host) {
        for (var zone : memory.zones()) {
            String[] place = {
                "node", Integer.toString(zone.zone().node()), "zone", zone.zone().zone()
            };
            byOrder(
                    "highorder_free_blocks",
                    "Free blocks on the list of the order.",
                    zone.freeBlocks(),
                    host,
                    place);
            byOrder(
                    "highorder_suitable_blocks",
                    "Blocks of the order that the free memory holds, larger ones counted as several.",
                    zone.suitableBlocks(),
                    host,
                    place);
            index(
                    "highorder_extfrag_index",
                    "The kernel's external fragmentation index; -1 where a block is there.",
                    zone.extfragIndex(),
                    host,
                    place);
            index(
                    "highorder_unusable_index",
                    "Share of the free memory in blocks too small for the order.",
                    zone.unusableIndex(),
                    host,
                    place);
            sample(
                    "highorder_zone_free_bytes",
                    "Free memory of the zone.",
                    Long.toString(zone.freeBytes()),
                    host,
                    place);
            watermark("min", zone.minBytes(), host, place);
            watermark("low", zone.lowBytes(), host, place);
            watermark("high", zone.highBytes(), host, place);
        }
        new TreeMap<>(memory.totals())
                .forEach((kind, bytes) ->
                        sample(
                                "highorder_memory_bytes",
                                "Memory of the machine by kind.",
                                Long.toString(bytes),
                                host,
                                "kind",
                                kind));
    }

    private void byOrder(
            String name, String help, List<Long> values, List<String> host, String[] place) {
        for (int order = 0; order < values.size(); order++) {
            sample(
                    name,
                    help,
                    Long.toString(values.get(order)),
                    host,
                    with(place, "order", Integer.toString(order)));
        }
    }

    private void index(
            String name, String help, List<Integer> values, List<String> host, String[] place) {
        for (int order = 0; order < values.size(); order++) {
            sample(
                    name,
                    help,
                    Exposition.ratio(values.get(order)),
                    host,
                    with(place, "order", Integer.toString(order)));
        }
    }

    private void watermark(String mark, OptionalLong bytes, List<String> host, String[] place) {
        if (bytes.isPresent()) {
            sample(
                    "highorder_watermark_bytes",
                    "Watermark of the zone.",
                    Long.toString(bytes.getAsLong()),
                    host,
                    with(place, "watermark", mark));
        }
    }

    private static String[] with(String[] labels, String... more) {
        var all = new ArrayList<>(List.of(labels));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void sample(
            String name, String help, String value, List<String> host, String... labels) {
        var all = new ArrayList<>(host);
        all.addAll(List.of(labels));
        out.gauge(name, help, value, all.toArray(String[]::new));
    }
}
