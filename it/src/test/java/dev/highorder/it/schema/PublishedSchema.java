/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A schema of `docs/reference`, to hold an output against: `assertThat(PublishedSchema.DIAGNOSIS.violations(json)).isEmpty()`.
public enum PublishedSchema {
    DIAGNOSIS("diagnosis-v1"),
    EXPLAIN("explain-v1"),
    MANIFEST("manifest-v1"),
    REMEDY("remedy-v1"),
    MAP("map-v1"),
    WHATIF("whatif-v1");

    private final String name;

    PublishedSchema(String name) {
        this.name = name;
    }

    /// What is wrong with the output, each with its place; empty where it is as promised.
    public List<String> violations(String json) {
        return schema().validate(json, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /// The schema's own text.
    String text() {
        try {
            return Files.readString(
                    Path.of(System.getProperty("highorder.root", ".."))
                            .resolve("docs/reference/" + name + ".schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(), InputFormat.JSON);
    }
}
