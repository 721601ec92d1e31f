/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of documentation, cut into prose and fenced blocks.
///
/// @param name its path below the repository
/// @param prose the lines that are in no fenced block
/// @param blocks the fenced blocks, in order
record Page(String name, List<Line> prose, List<Block> blocks) {

    static final Path REPOSITORY =
            Path.of(System.getProperty("highorder.root", "..")).toAbsolutePath().normalize();

    private static final List<String> PLACES =
            List.of(
                    "README.md",
                    "ARCHITECTURE.md",
                    "CONTRIBUTING.md",
                    "docs",
                    "changelog",
                    "examples");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    Page {
        prose = List.copyOf(prose);
        blocks = List.copyOf(blocks);
    }

    /// A line and its number, from 1.
    record Line(int number, String text) {}

    /// What stands between two fences.
    ///
    /// @param line the number of the line behind the opening fence
    /// @param language what stands behind the fence: `console`, `sh` …
    record Block(int line, String language, List<String> lines) {

        Block {
            lines = List.copyOf(lines);
        }
    }

    /// Every page, by name. The transcripts of an incident are evidence, not documentation.
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(place))) {
                for (Path file : files.sorted().toList()) {
                    String name = REPOSITORY.relativize(file).toString();
                    if (name.endsWith(".md") && !name.startsWith("examples/transcripts/incident")) {
                        pages.add(read(name));
                    }
                }
            }
        }
        return pages;
    }

    static Page read(String name) throws IOException {
        List<Line> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(REPOSITORY.resolve(name));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("```")) {
                prose.add(new Line(i + 1, line));
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).startsWith("```")) {
                end++;
            }
            if (end == lines.size()) {
                throw new AssertionError(name + ":" + (i + 1) + ": the block has no end");
            }
            blocks.add(new Block(i + 2, line.substring(3).strip(), lines.subList(i + 1, end)));
            i = end;
        }
        return new Page(name, prose, blocks);
    }

    /// The targets of its links, each with the line it stands in.
    List<Line> links() {
        List<Line> links = new ArrayList<>();
        for (Line line : prose) {
            Matcher matcher = LINK.matcher(line.text().replaceAll("`[^`]*`", ""));
            while (matcher.find()) {
                links.add(new Line(line.number(), matcher.group(1)));
            }
        }
        return links;
    }

    /// The anchors of its headings, as forges and mdBook make them.
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        for (Line line : prose) {
            if (line.text().startsWith("#")) {
                anchors.add(
                        line.text()
                                .replaceFirst("^#+ +", "")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'));
            }
        }
        return anchors;
    }

    /// What stands under a heading, up to the next one of its level or above; empty where there is none.
    List<Line> section(String heading) {
        int level = heading.indexOf(' ');
        List<Line> section = new ArrayList<>();
        boolean inside = false;
        for (Line line : prose) {
            int depth = line.text().startsWith("#") ? line.text().indexOf(' ') : 0;
            if (depth > 0 && depth <= level) {
                inside = line.text().equals(heading);
            }
            if (inside) {
                section.add(line);
            }
        }
        return section;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        prose.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
