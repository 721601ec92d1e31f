/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;

/// A line of a block with the file it is from, where one command printed several: `cat A B`, `head A B`, `grep . A B`.
///
/// @param file its path; empty where it cannot be told
/// @param line as it stands
/// @param text of the file, without the name that `grep` puts before it
public record FileLine(String file, Line line, String text) {

    /// The lines of the block that are not blank.
    public static List<FileLine> of(Block block) {
        NamedFiles named =
                NamedFiles.of(block.origin().command().orElse(block.origin().cite().path()));
        List<Line> filled = new ArrayList<>();
        for (Line line : block.lines()) {
            if (!line.text().isBlank()) {
                filled.add(line);
            }
        }
        List<String> files = named.files();
        boolean grep = named.runs("grep") || named.runs("egrep");
        if (grep && !files.isEmpty()) {
            files = files.subList(1, files.size());
        }
        List<FileLine> lines = new ArrayList<>();
        String headed = "";
        for (int i = 0; i < filled.size(); i++) {
            Line line = filled.get(i);
            String text = line.text().strip();
            if (text.startsWith("==> ") && text.endsWith(" <==")) {
                headed = text.substring(4, text.length() - 4);
                continue;
            }
            int name = prefix(text);
            if (name > 0) {
                lines.add(new FileLine(text.substring(0, name), line, text.substring(name + 1)));
            } else if (!headed.isEmpty()) {
                lines.add(new FileLine(headed, line, text));
            } else if (files.size() == 1) {
                lines.add(new FileLine(files.getFirst(), line, text));
            } else if (files.size() == filled.size()) {
                lines.add(new FileLine(files.get(i), line, text));
            } else {
                lines.add(new FileLine("", line, text));
            }
        }
        return lines;
    }

    /// Position of the colon behind a file's name that `grep` printed; −1 in other lines.
    private static int prefix(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return -1;
        }
        boolean path =
                text.charAt(0) == '/' || text.startsWith("memory.") || text.startsWith("pids.");
        return path && text.lastIndexOf(' ', colon) < 0 ? colon : -1;
    }
}
