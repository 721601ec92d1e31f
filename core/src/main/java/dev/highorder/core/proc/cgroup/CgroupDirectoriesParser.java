/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the count that `find /sys/fs/cgroup/memory -type d | wc -l` prints. Only of a whole mount: a count of one
/// part of it, or of what further tests left, says nothing beside `/proc/cgroups`.
public record CgroupDirectoriesParser() implements NamedBlockParser {

    @Override
    public boolean reads(String pathOrCommand) {
        return directory(pathOrCommand).isPresent();
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Optional<CgroupPath> path =
                block.origin()
                        .command()
                        .flatMap(CgroupDirectoriesParser::directory)
                        .flatMap(CgroupPath::ofDirectory);
        Line line = block.lines().getFirst();
        for (Line each : block.lines()) {
            OptionalLong count = Fields.number(each.text().strip());
            if (count.isPresent()) {
                return path.isPresent() && path.get().cgroup().equals("/")
                        ? Parsed.of(
                                List.of(
                                        new CgroupDirectories(
                                                block.origin(each),
                                                path.get().controller(),
                                                count.getAsLong())))
                        : Parsed.of(List.of());
            }
        }
        return new Parsed<>(
                List.of(),
                List.of(
                        Problem.at(
                                line.cite(),
                                "expected a count of directories, found \"" + line.text() + "\"")));
    }

    private static Optional<String> directory(String command) {
        int pipe = command.indexOf('|');
        if (pipe < 0
                || !command.contains("/sys/fs/cgroup")
                || !command.substring(pipe + 1).strip().equals("wc -l")) {
            return Optional.empty();
        }
        List<String> words = Fields.of(command.substring(0, pipe)).words();
        int at = !words.isEmpty() && words.getFirst().equals("sudo") ? 1 : 0;
        if (at >= words.size() || !words.get(at).endsWith("find")) {
            return Optional.empty();
        }
        String directory = "";
        boolean directories = false;
        for (int i = at + 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.contains("/sys/fs/cgroup") && directory.isEmpty()) {
                directory = word;
            } else if (word.equals("-type")
                    && i + 1 < words.size()
                    && words.get(i + 1).equals("d")) {
                directories = true;
                i++;
            } else if (!word.equals("-L")
                    && !word.equals("-H")
                    && !word.equals("-P")
                    && !word.startsWith("2>")) {
                return Optional.empty();
            }
        }
        return directories && !directory.isEmpty() ? Optional.of(directory) : Optional.empty();
    }
}
