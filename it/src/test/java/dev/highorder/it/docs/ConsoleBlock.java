/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A block of a page that shows a session: lines that begin with `$ ` are commands, the lines below each are what it prints.
///
/// @param page the page's name
/// @param line the number of the block's first line
record ConsoleBlock(String page, int line, List<Step> steps) {

    private static final Set<String> HARMLESS =
            Set.of(
                    "highorder",
                    "./highorder",
                    "cat",
                    "echo",
                    "grep",
                    "head",
                    "jq",
                    "sed",
                    "sort",
                    "tail",
                    "wc");

    ConsoleBlock {
        steps = List.copyOf(steps);
    }

    /// One command and what it prints.
    record Step(String command, Expected expected) {}

    static List<ConsoleBlock> of(Page page) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("console")) {
                blocks.add(new ConsoleBlock(page.name(), block.line(), steps(page, block)));
            }
        }
        return blocks;
    }

    private static List<Step> steps(Page page, Page.Block block) {
        List<Step> steps = new ArrayList<>();
        List<String> lines = block.lines();
        int at = 0;
        while (at < lines.size()) {
            String where = page.name() + ":" + (block.line() + at);
            if (!lines.get(at).startsWith("$ ")) {
                throw new AssertionError(where + ": a command is expected, after '$ '");
            }
            String command = lines.get(at).substring(2);
            refuseHarm(where, command);
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
                end++;
            }
            steps.add(new Step(command, new Expected(lines.subList(at + 1, end))));
            at = end;
        }
        return steps;
    }

    /// Only programs that read, and no redirection into a file.
    private static void refuseHarm(String where, String command) {
        String bare =
                command.replaceAll("'[^']*'", "''").replace("2>&1", "").replace("> /dev/null", "");
        if (bare.contains(">") || bare.contains("`") || bare.contains("$(")) {
            throw new AssertionError(where + ": the tests do not run this: " + command);
        }
        for (String part : bare.split("\\|\\||&&|[|;]", -1)) {
            String program = part.strip().split(" ", 2)[0];
            if (!HARMLESS.contains(program)) {
                throw new AssertionError(where + ": the tests do not run '" + program + "'");
            }
        }
    }

    /// Whether it needs a program that a JDK and Maven do not bring.
    boolean needsJq() {
        return steps.stream().anyMatch(step -> step.command().contains("jq "));
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
