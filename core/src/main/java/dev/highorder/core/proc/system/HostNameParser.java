/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;

/// Reads `hostname` and `/etc/hostname`: one word.
public record HostNameParser() implements NamedBlockParser {

    @Override
    public boolean reads(String pathOrCommand) {
        if (!pathOrCommand.contains("hostname") || pathOrCommand.contains("proc/sys")) {
            return false;
        }
        NamedFiles named = NamedFiles.of(pathOrCommand);
        boolean printed =
                named.words().size() == 1
                        || (named.words().size() == 2
                                && (named.words().contains("-f") || named.words().contains("-s")));
        return named.endWith("etc/hostname") || (named.runs("hostname") && printed);
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Line line = block.lines().getFirst();
        String name = line.text().strip();
        if (name.isEmpty() || name.length() > 253 || !word(name)) {
            return new Parsed<>(
                    List.of(),
                    List.of(
                            Problem.at(
                                    line.cite(),
                                    "expected a host's name, found \"" + line.text() + "\"")));
        }
        return Parsed.of(List.of(new NodeName(block.origin(line), name)));
    }

    private static boolean word(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
