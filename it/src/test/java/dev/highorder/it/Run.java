/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import dev.highorder.cli.Program;
import dev.highorder.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// One run of the whole program in this process: what it printed, and its exit status.
public record Run(int status, String out, String err) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// A file or folder of the repository, named from where the tests run.
    public static String repository(String path) {
        Path root = Path.of(System.getProperty("highorder.root", "..")).toAbsolutePath();
        return Path.of("").toAbsolutePath().relativize(root.resolve(path)).toString();
    }

    /// In a pipe of 80 columns.
    public static Run of(String... args) {
        return at(80, "", args);
    }

    /// With text on standard input.
    public static Run withInput(String input, String... args) {
        return at(80, input, args);
    }

    /// Where lines may be so long.
    public static Run at(int columns, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        Map.of("PATH", "/nonexistent", "COLUMNS", Integer.toString(columns)),
                        Optional.empty());
        int status = new Program(terminal).run(args);
        return new Run(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// What was printed, as the tree it is.
    public JsonNode json() {
        return MAPPER.readTree(out);
    }
}
