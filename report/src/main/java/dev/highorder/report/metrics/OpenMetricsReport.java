/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.metrics;

import dev.highorder.core.diagnosis.Diagnosis;
import java.io.IOException;
import java.util.List;

/// A diagnosis as metrics for node_exporter's textfile collector, in what both the OpenMetrics and the classic parser take
/// whole: a run is a look at one moment, so all are gauges, without timestamps. The label `node` is the NUMA node; `host` is
/// there only where the evidence names several machines.
public final class OpenMetricsReport {

    private OpenMetricsReport() {}

    /// Writes the metrics.
    ///
    /// @param version of the program, for `highorder_build_info`
    /// @throws IOException as `out` does
    public static void write(Diagnosis diagnosis, String version, Appendable out)
            throws IOException {
        var metrics = new Exposition();
        metrics.gauge(
                "highorder_build_info",
                "The version that wrote this file.",
                "1",
                List.of("version", version));
        metrics.gauge(
                "highorder_input_problems",
                "Places in the input that could not be used.",
                Integer.toString(diagnosis.problems().size()),
                List.of());
        if (diagnosis.nodes().size() > 1) {
            for (int i = 0; i < diagnosis.nodes().size(); i++) {
                var node = diagnosis.nodes().get(i);
                String host = node.node().name().orElse("unnamed-" + (i + 1));
                new NodeMetrics(metrics, List.of("host", host)).add(node);
            }
        } else {
            new NodeMetrics(metrics, List.of()).add(diagnosis.top());
        }
        out.append(metrics.toString());
    }
}
