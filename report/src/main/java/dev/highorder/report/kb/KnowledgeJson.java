/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.kb;

import dev.highorder.core.kb.KbEntry;
import dev.highorder.core.kb.KbPage;
import dev.highorder.core.kb.Match;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Entries of the knowledge base as JSON: `{ "entries": […] }`, `{ "matches": […] }`, or one entry with its page.
public final class KnowledgeJson {

    private KnowledgeJson() {}

    /// Writes a list.
    public static void list(List<KbEntry> entries, OutputStream out) throws IOException {
        write(
                out,
                json -> {
                    json.writeArrayPropertyStart("entries");
                    for (KbEntry entry : entries) {
                        json.writeStartObject();
                        entry(json, entry);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /// Writes what fits, the best first.
    public static void matches(List<Match> matches, OutputStream out) throws IOException {
        write(
                out,
                json -> {
                    json.writeArrayPropertyStart("matches");
                    for (Match match : matches) {
                        json.writeStartObject();
                        entry(json, match.entry());
                        json.writeStringProperty("confidence", match.confidence().word());
                        texts(json, "reasons", match.reasons());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /// Writes an entry and its sections.
    public static void page(KbPage page, OutputStream out) throws IOException {
        write(
                out,
                json -> {
                    entry(json, page.entry());
                    json.writeArrayPropertyStart("sections");
                    for (KbPage.Section section : page.sections()) {
                        json.writeStartObject();
                        json.writeStringProperty("heading", section.heading());
                        json.writeStringProperty("markdown", section.markdown());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static void entry(JsonGenerator json, KbEntry entry) {
        json.writeStringProperty("id", entry.id());
        json.writeStringProperty("title", entry.title());
        json.writeStringProperty("summary", entry.summary());
        json.writeStringProperty("cause", entry.cause().word());
        json.writeStringProperty("basis", entry.basis().word());
        json.writeStringProperty("ceiling", entry.ceiling().word());
        json.writeStringProperty("impact", entry.impact().word());
        json.writeStringProperty("kernels", entry.affected());
        if (entry.fix().isPresent()) {
            json.writeStringProperty("fix", entry.fix().get());
        }
        texts(json, "sources", entry.sources());
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void write(OutputStream out, Consumer<JsonGenerator> members)
            throws IOException {
        JsonFactory factory =
                JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        try (JsonGenerator json = factory.createGenerator(new Indented(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
    }

    /// Two spaces a level, line feeds whatever the platform's.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public @Nullable PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }
    }
}
