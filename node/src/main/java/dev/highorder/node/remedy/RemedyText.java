/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.ArrayList;
import java.util.List;

/// Remedies and their runs in lines for a person.
public final class RemedyText {

    private RemedyText() {}

    /// The list of all actions.
    public static List<String> of(List<Action> actions) {
        List<String> lines = new ArrayList<>();
        int width = 0;
        for (Action action : actions) {
            width = Math.max(width, action.id().length());
        }
        for (Action action : actions) {
            lines.add(
                    action.id()
                            + " ".repeat(width - action.id().length() + 2)
                            + action.title()
                            + " (risk "
                            + action.risk().word()
                            + ")");
        }
        return lines;
    }

    /// A run: planned, refused or done.
    public static List<String> of(Run run) {
        List<String> lines = new ArrayList<>();
        lines.add(run.id() + ": " + run.title());
        for (Write write : run.writes()) {
            lines.add(
                    "  write     "
                            + write.value()
                            + " to "
                            + write.path()
                            + write.old().map(old -> " (now " + old + ")").orElse(""));
        }
        lines.add("  why       " + run.why());
        lines.add("  expected  " + run.expected());
        lines.add("  risk      " + run.risk());
        lines.add("  undo      " + run.undo());
        for (Guard guard : run.guards()) {
            lines.add(
                    "  guard     "
                            + (guard.passed() ? "passed   " : "REFUSES  ")
                            + guard.name()
                            + ": "
                            + guard.reason());
        }
        run.before()
                .filter(before -> run.after().isEmpty() && !before.zones().isEmpty())
                .ifPresent(before ->
                        lines.add(
                                "  now       "
                                        + before.suitable()
                                        + " blocks of order "
                                        + before.order()
                                        + " or larger, counted in blocks of that order"));
        run.verdict().ifPresent(verdict -> lines.add(verdict.word() + ": " + verdict.reason()));
        run.auditRecord().ifPresent(record -> lines.add("recorded in " + record));
        return lines;
    }
}
