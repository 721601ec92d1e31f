/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.whatif.WhatIf;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// What remedies would give back as JSON (`docs/reference/whatif-v1.schema.json`).
public final class WhatIfJson {

    private static final String SCHEMA = "highorder.dev/whatif/v1";

    private final JsonSink json;

    private WhatIfJson(JsonSink json) {
        this.json = json;
    }

    /// Writes the answer in UTF-8; the stream stays open.
    ///
    /// @throws IOException as the stream does
    public static void write(WhatIf whatIf, OutputStream out) throws IOException {
        JsonSink.write(out, json -> new WhatIfJson(json).whatIf(whatIf));
    }

    private void whatIf(WhatIf whatIf) {
        json.text("schema", SCHEMA);
        json.number("order", whatIf.order());
        json.object(
                "request",
                () -> {
                    json.text("succeedsNow", word(whatIf.now()));
                    json.text("reason", whatIf.now().reason());
                });
        json.objects("actions", whatIf.actions(), this::action);
        MapJson.missing(json, whatIf.missing());
        MapJson.problems(json, whatIf.problems());
    }

    private void action(WhatIf.Outcome outcome) {
        json.text("action", outcome.action().word());
        json.objects("zones", outcome.zones(), this::zone);
        json.text("requestSucceeds", word(outcome.request()));
        json.text("requestReason", outcome.request().reason());
        json.object(
                "cost",
                () -> {
                    json.number("pagesMigrated", outcome.pagesMigrated());
                    json.number("bytesDropped", outcome.bytesDropped());
                });
        json.text("basis", outcome.basis().word());
        json.texts("reasons", outcome.reasons());
    }

    private void zone(WhatIf.Zone zone) {
        json.number("node", zone.id().node());
        json.text("zone", zone.id().zone());
        json.object(
                "freeBlocks",
                () -> {
                    json.numbers("low", zone.low());
                    json.numbers("expected", zone.expected());
                    json.numbers("high", zone.high());
                });
        json.object(
                "suitableBlocks",
                () -> {
                    json.number("low", zone.suitable().low());
                    json.number("expected", zone.suitable().expected());
                    json.number("high", zone.suitable().high());
                });
    }

    private static String word(WhatIf.Served served) {
        return served.answer().name().toLowerCase(Locale.ROOT);
    }
}
