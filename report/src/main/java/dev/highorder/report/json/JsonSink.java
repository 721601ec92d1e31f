/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.model.Cite;
import dev.highorder.report.safe.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
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
import tools.jackson.core.util.Separators;

/// A JSON object being written: absent values leave no key, and no string goes out unless it was made safe.
final class JsonSink {

    /// Writes the members of an object.
    interface Members {
        void write();
    }

    private final JsonGenerator json;

    private JsonSink(JsonGenerator json) {
        this.json = json;
    }

    /// Writes one object and a line feed; the stream stays open.
    static void write(OutputStream out, java.util.function.Consumer<JsonSink> members)
            throws IOException {
        var factory = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        try (var json = factory.createGenerator(new Indented(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            members.accept(new JsonSink(json));
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
    }

    /// A string; an empty one leaves no key.
    void text(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, SafeText.of(value));
        }
    }

    /// A line of the input, which may be empty.
    void line(String name, String value) {
        json.writeStringProperty(name, SafeText.of(value));
    }

    void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            text(name, value.get());
        }
    }

    /// A text of the product's own, a command to paste: nothing in it is masked.
    void command(String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        json.writeStringProperty(name, commandText(value));
    }

    void number(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    void number(String name, OptionalLong value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsLong());
        }
    }

    void number(String name, OptionalInt value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsInt());
        }
    }

    void truth(String name, Optional<Boolean> value) {
        if (value.isPresent()) {
            json.writeBooleanProperty(name, value.get());
        }
    }

    void object(String name, Members members) {
        json.writeObjectPropertyStart(name);
        members.write();
        json.writeEndObject();
    }

    <T> void objects(String name, List<T> items, java.util.function.Consumer<T> members) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            members.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// An array of strings; absent where it is empty.
    void texts(String name, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(SafeText.of(value));
        }
        json.writeEndArray();
    }

    /// An array of whole numbers; absent where it is empty.
    void numbers(String name, List<? extends Number> values) {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (Number value : values) {
            json.writeNumber(value.longValue());
        }
        json.writeEndArray();
    }

    /// Members by name, in the order of the names.
    void numbers(String name, java.util.Map<String, Long> values) {
        object(name, () -> new TreeMap<>(values).forEach(this::number));
    }

    void cite(String name, Cite cite) {
        object(name, () -> place(cite));
    }

    void cites(List<Cite> cites) {
        objects("cites", cites, this::place);
    }

    private void place(Cite cite) {
        text("path", cite.path());
        number("line", cite.line());
        line("text", cite.text());
    }

    private static String commandText(String command) {
        if (command.indexOf('\n') < 0) {
            return SafeText.visible(command);
        }
        var out = new StringBuilder(command.length());
        for (String line : command.split("\n", -1)) {
            out.append(out.isEmpty() ? "" : "\n").append(SafeText.visible(line));
        }
        return out.toString();
    }

    /// Two spaces a level, numbers of an array on one line, line feeds whatever the platform's.
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public @Nullable PrettyPrinter getPrettyPrinter() {
            var separators =
                    Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator("");
            return new DefaultPrettyPrinter(separators)
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        }
    }
}
