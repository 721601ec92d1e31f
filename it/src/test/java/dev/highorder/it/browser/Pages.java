/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.highorder.cli.Program;
import dev.highorder.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The pages that are looked at: of the examples, of this machine, and those kept as goldens, the hostile one among them.
final class Pages {

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));

    private Pages() {}

    /// Writes the pages into a folder.
    static Map<String, Path> in(Path folder) throws IOException {
        var pages = new TreeMap<String, Path>();
        Path examples = ROOT.resolve("examples");
        pages.put(
                "incident",
                page(
                        folder.resolve("incident.html"),
                        examples.resolve("node-1").toString(),
                        "--baseline",
                        examples.resolve("healthy").toString()));
        pages.put("live", page(folder.resolve("live.html")));
        try (var goldens = Files.list(ROOT.resolve("report/src/test/resources/golden"))) {
            for (Path golden : goldens.sorted().toList()) {
                String name = golden.getFileName().toString();
                if (name.endsWith(".html")) {
                    pages.put("golden-" + name.substring(0, name.length() - 5), golden);
                }
            }
        }
        return pages;
    }

    private static Path page(Path file, String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        InputStream.nullInputStream(), out, err, System.getenv(), Optional.empty());
        String[] words = new String[arguments.length + 4];
        words[0] = "diagnose";
        words[1] = "-q";
        words[2] = "-o";
        words[3] = "html";
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        int status = new Program(terminal).run(words);
        if (status != 0) {
            throw new IOException("status " + status + ": " + err.toString(UTF_8));
        }
        return Files.write(file, out.toByteArray());
    }
}
