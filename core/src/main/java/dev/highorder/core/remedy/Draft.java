/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy;
import dev.highorder.core.diagnosis.Remedy.Kind;
import dev.highorder.core.diagnosis.Remedy.Persistence;
import dev.highorder.core.diagnosis.Remedy.Risk;
import java.util.Optional;

/// A remedy as it is written down, part by part: what it is, what to run, then what it costs and brings.
record Draft(
        String id,
        String title,
        Kind kind,
        Persistence persistence,
        Risk risk,
        String command,
        String expected,
        String why,
        Optional<String> range,
        Optional<String> undo) {

    /// Takes the cause away, for good.
    static Draft lasting(String id, String title) {
        return start(id, title, Kind.LASTING, Persistence.PERMANENT);
    }

    /// A setting, until the next boot.
    static Draft tuning(String id, String title) {
        return start(id, title, Kind.TUNING, Persistence.UNTIL_REBOOT);
    }

    /// Wears off by itself.
    static Draft stopGap(String id, String title) {
        return start(id, title, Kind.STOP_GAP, Persistence.ONCE);
    }

    private static Draft start(String id, String title, Kind kind, Persistence persistence) {
        return new Draft(
                id,
                title,
                kind,
                persistence,
                Risk.LOW,
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty());
    }

    Draft run(String command) {
        return new Draft(id, title, kind, persistence, risk, command, expected, why, range, undo);
    }

    Draft risk(Risk risk) {
        return new Draft(id, title, kind, persistence, risk, command, expected, why, range, undo);
    }

    Draft expect(String expected) {
        return new Draft(id, title, kind, persistence, risk, command, expected, why, range, undo);
    }

    Draft because(String why) {
        return new Draft(id, title, kind, persistence, risk, command, expected, why, range, undo);
    }

    Draft on(String kernels) {
        return new Draft(
                id,
                title,
                kind,
                persistence,
                risk,
                command,
                expected,
                why,
                Optional.of(kernels),
                undo);
    }

    Draft undo(String command) {
        return new Draft(
                id,
                title,
                kind,
                persistence,
                risk,
                this.command,
                expected,
                why,
                range,
                Optional.of(command));
    }

    Remedy remedy() {
        return new Remedy(id, title, kind, command, persistence, risk, expected, range, why, undo);
    }
}
