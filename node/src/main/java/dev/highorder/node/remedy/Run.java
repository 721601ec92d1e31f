/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A remedy as it is planned, refused or done: the contract's object.
///
/// @param title of the action
/// @param why it would help
/// @param expected what it would do
/// @param risk in a word
/// @param undo how to take it back
/// @param before measured before the write; with a plan, now
/// @param auditRecord `FILE:LINE`
/// @param told what an earlier run left open
public record Run(
        String id,
        String title,
        String why,
        String expected,
        String risk,
        String undo,
        List<Write> writes,
        List<Guard> guards,
        Optional<Snapshot> before,
        Optional<Snapshot> after,
        Optional<Verdict> verdict,
        Optional<String> auditRecord,
        List<String> told) {

    public Run {
        writes = List.copyOf(writes);
        guards = List.copyOf(guards);
        told = List.copyOf(told);
    }

    /// The first guard that does not let it pass.
    public Optional<Guard> refusal() {
        return guards.stream().filter(guard -> !guard.passed()).findFirst();
    }

    static Run planned(
            Action action,
            List<Write> writes,
            List<Guard> guards,
            Optional<Snapshot> before,
            List<String> told) {
        return new Run(
                action.id(),
                action.title(),
                action.why(),
                action.expected(),
                action.risk().word(),
                action.undo(),
                writes,
                guards,
                before,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                told);
    }

    Run refusedBy(Guard guard) {
        List<Guard> all = new ArrayList<>(guards);
        all.add(guard);
        return new Run(
                id,
                title,
                why,
                expected,
                risk,
                undo,
                writes,
                all,
                before,
                after,
                verdict,
                auditRecord,
                told);
    }

    Run done(
            Snapshot earlier,
            Snapshot later,
            Verdict result,
            Optional<String> record,
            List<String> trouble) {
        List<String> all = new ArrayList<>(told);
        all.addAll(trouble);
        return new Run(
                id,
                title,
                why,
                expected,
                risk,
                undo,
                writes,
                guards,
                Optional.of(earlier),
                Optional.of(later),
                Optional.of(result),
                record,
                all);
    }
}
