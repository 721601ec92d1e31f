/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import dev.highorder.node.json.JsonText;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// A manifest as JSON.
public final class ManifestJson {

    private static final String SCHEMA = "highorder.dev/manifest/v1";

    private ManifestJson() {}

    /// UTF-8, with a line feed at the end.
    public static byte[] of(Manifest manifest) {
        return JsonText.indented(json -> {
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("tool", manifest.tool());
            manifest.node().ifPresent(node -> json.writeStringProperty("node", node));
            json.writeStringProperty("started", manifest.started().toString());
            json.writeStringProperty("finished", manifest.finished().toString());
            json.writeBooleanProperty("live", manifest.live());
            json.writeBooleanProperty("redacted", manifest.redacted());
            json.writeArrayPropertyStart("files");
            for (Manifest.Entry file : manifest.files()) {
                entry(json, file);
            }
            json.writeEndArray();
        });
    }

    private static void entry(JsonGenerator json, Manifest.Entry file) {
        json.writeStartObject();
        json.writeStringProperty("path", file.path());
        if (!file.skipped()) {
            json.writeNumberProperty("bytes", file.bytes());
            json.writeName("readSeconds");
            json.writeNumber(seconds(file.nanos()));
        }
        json.writeBooleanProperty("skipped", file.skipped());
        file.why().ifPresent(why -> json.writeStringProperty("why", why));
        file.what().ifPresent(what -> json.writeStringProperty("what", what));
        file.command().ifPresent(command -> json.writeStringProperty("command", command));
        json.writeEndObject();
    }

    /// In seconds, to the microsecond.
    private static String seconds(long nanos) {
        long micros = Math.max(0, nanos / 1000);
        return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
}
