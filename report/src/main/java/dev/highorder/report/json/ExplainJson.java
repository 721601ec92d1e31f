/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.explain.Explanation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Explanations as JSON (`docs/reference/explain-v1.schema.json`): `{ "items": […] }`, one an input. What is not known
/// has no key; a mask without a kernel has no `gfp` but `candidates`.
public final class ExplainJson {

    private final JsonSink json;

    private ExplainJson(JsonSink json) {
        this.json = json;
    }

    /// Writes the explanations in UTF-8; the stream stays open.
    ///
    /// @throws IOException as the stream does
    public static void write(List<Explanation> explanations, OutputStream out) throws IOException {
        JsonSink.write(
                out, json -> json.objects("items", explanations, new ExplainJson(json)::item));
    }

    private void item(Explanation item) {
        json.line("input", item.input());
        json.text("kind", item.kind().word());
        json.text("kernel", item.kernel());
        json.text("layout", item.layout().map(layout -> layout.kernels()));
        json.text("mode", item.mode());
        json.texts("gfp", item.gfp());
        json.truth("sleeping", item.sleeping());
        json.text("zone", item.zone());
        json.text("migratetype", item.migratetype());
        json.number("order", item.order());
        json.number("bytes", item.bytes());
        item.errno()
                .ifPresent(errno ->
                        json.object(
                                "errno",
                                () -> {
                                    json.number("number", errno.number());
                                    json.text("name", errno.name());
                                }));
        json.texts("statements", item.statements());
        if (!item.candidates().isEmpty()) {
            json.objects("candidates", item.candidates(), this::candidate);
        }
    }

    private void candidate(Explanation.Candidate candidate) {
        json.text("kernels", candidate.kernels());
        json.texts("gfp", candidate.gfp());
        json.text("reason", candidate.reason());
    }
}
