/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.text.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the manifest of a bundle of `highorder capture` says of the node: with it a bundle is read as the node itself was.
///
/// @param top what the paths of the bundle's members begin with
/// @param node its name
/// @param readAt when it was read; empty where the bundle was made of a copy
/// @param missing what could not be read there
record CaptureManifest(
        String top, Optional<String> node, Optional<Instant> readAt, List<Missing> missing) {

    private static final String NAME = "manifest.json";
    private static final String SCHEMA = "highorder.dev/manifest/v1";

    CaptureManifest {
        missing = List.copyOf(missing);
    }

    /// Empty where the source is no such manifest.
    static Optional<CaptureManifest> of(SourceText source) {
        if (!source.path().endsWith(NAME)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (SourceLine line : source.lines()) {
            text.append(line.text()).append('\n');
        }
        String top = source.path().substring(0, source.path().length() - NAME.length());
        return Json.object(text.toString())
                .filter(json -> SCHEMA.equals(json.get("schema")))
                .map(json -> read(top, json));
    }

    private static CaptureManifest read(String top, Map<String, Object> json) {
        List<Missing> missing = new ArrayList<>();
        if (json.get("files") instanceof List<?> files) {
            for (Object file : files) {
                if (file instanceof Map<?, ?> entry
                        && entry.get("what") instanceof String what
                        && entry.get("why") instanceof String why
                        && entry.get("command") instanceof String command) {
                    missing.add(new Missing(what, why, command));
                }
            }
        }
        boolean live = Json.string(json, "live").orElse("").equals("true");
        return new CaptureManifest(
                top,
                Json.string(json, "node"),
                live
                        ? Json.string(json, "started").flatMap(CaptureManifest::moment)
                        : Optional.empty(),
                missing);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A member of the bundle, as it was read on the node.
    SourceText onNode(SourceText source) {
        if (!source.path().startsWith(top)) {
            return source;
        }
        return new SourceText(
                source.path(),
                source.lines(),
                source.readAt().or(() -> readAt),
                source.host().or(() -> node),
                source.role(),
                source.problems());
    }
}
