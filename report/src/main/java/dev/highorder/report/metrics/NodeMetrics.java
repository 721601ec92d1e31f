/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.diagnosis.Memory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/// The metrics of one machine.
///
/// @param host the labels that tell it from the others; none where it is the only one
record NodeMetrics(Exposition metrics, List<String> host) {

    void add(NodeDiagnosis answer) {
        var verdict = answer.verdict();
        gauge(
                "highorder_problem",
                "1 where the run found a problem, else 0.",
                verdict.cause().problem() ? "1" : "0");
        gauge(
                "highorder_verdict",
                "1 for the cause that the run found.",
                "1",
                "cause",
                verdict.cause().word(),
                "confidence",
                verdict.confidence().word());
        failures(answer);
        answer.memory().ifPresent(this::memory);
    }

    /// Incidents of the same order and cause are one sample. An order that is not known is an empty label, which
    /// Prometheus takes for none: every sample of the family has the same labels.
    private void failures(NodeDiagnosis answer) {
        var printed = new TreeMap<String, TreeMap<Integer, Long>>();
        for (var incident : answer.incidents()) {
            if (incident.failure().isPresent()) {
                long count = incident.count() + incident.suppressed().orElse(0);
                printed.computeIfAbsent(incident.cause().word(), _ -> new TreeMap<>())
                        .merge(incident.failure().get().order().orElse(-1), count, Long::sum);
            }
        }
        printed.forEach((cause, orders) ->
                orders.forEach((order, count) -> {
                    gauge(
                            "highorder_allocation_failures",
                            "Failed allocations in the input, suppressed ones included.",
                            Long.toString(count),
                            "order",
                            order < 0 ? "" : Integer.toString(order),
                            "cause",
                            cause);
                }));
    }

    private void memory(Memory memory) {
        memory.asOf()
                .flatMap(NodeMetrics::seconds)
                .ifPresent(seconds ->
                        gauge(
                                "highorder_snapshot_timestamp_seconds",
                                "When the free lists were read, in seconds since 1970.",
                                seconds));
        memory.zones().forEach(this::zone);
        new TreeMap<>(memory.totals())
                .forEach((kind, bytes) ->
                        gauge(
                                "highorder_memory_bytes",
                                "Memory of the machine by kind; the kinds overlap.",
                                Long.toString(bytes),
                                "kind",
                                kind));
    }

    private void zone(Memory.Zone zone) {
        byOrder(
                "highorder_free_blocks",
                "Free blocks on the list of the order.",
                zone,
                zone.freeBlocks(),
                count -> Long.toString(count));
        byOrder(
                "highorder_suitable_blocks",
                "Blocks of the order that the free memory holds, larger ones counted as several.",
                zone,
                zone.suitableBlocks(),
                count -> Long.toString(count));
        byOrder(
                "highorder_extfrag_index",
                "The kernel's external fragmentation index; -1 where a block of the order is there.",
                zone,
                zone.extfragIndex(),
                Exposition::ratio);
        byOrder(
                "highorder_unusable_index",
                "Share of the free memory in blocks too small for the order.",
                zone,
                zone.unusableIndex(),
                Exposition::ratio);
        gauge(
                "highorder_zone_free_bytes",
                "Free memory of the zone.",
                Long.toString(zone.freeBytes()),
                "node",
                Integer.toString(zone.zone().node()),
                "zone",
                zone.zone().zone());
        watermark(zone, "min", zone.minBytes());
        watermark(zone, "low", zone.lowBytes());
        watermark(zone, "high", zone.highBytes());
    }

    private <T> void byOrder(
            String name,
            String help,
            Memory.Zone zone,
            List<T> values,
            Function<T, String> written) {
        for (int order = 0; order < values.size(); order++) {
            gauge(
                    name,
                    help,
                    written.apply(values.get(order)),
                    "node",
                    Integer.toString(zone.zone().node()),
                    "zone",
                    zone.zone().zone(),
                    "order",
                    Integer.toString(order));
        }
    }

    private void watermark(Memory.Zone zone, String mark, OptionalLong bytes) {
        if (bytes.isPresent()) {
            gauge(
                    "highorder_watermark_bytes",
                    "Watermark of the zone.",
                    Long.toString(bytes.getAsLong()),
                    "node",
                    Integer.toString(zone.zone().node()),
                    "zone",
                    zone.zone().zone(),
                    "watermark",
                    mark);
        }
    }

    /// A time that names its year and its zone, to the millisecond.
    private static Optional<String> seconds(String time) {
        try {
            return Optional.of(
                    BigDecimal.valueOf(Instant.parse(time).toEpochMilli(), 3).toPlainString());
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private void gauge(String name, String help, String value, String... labels) {
        var all = new ArrayList<>(host);
        all.addAll(List.of(labels));
        metrics.gauge(name, help, value, all);
    }
}
