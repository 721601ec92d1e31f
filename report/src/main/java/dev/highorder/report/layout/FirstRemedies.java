/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.diagnosis.Remedy;
import java.util.List;
import java.util.Optional;

/// Of all that can be done, what comes first.
///
/// @param now what helps at once: a stop-gap, else a setting
/// @param forGood what lasts, else a setting that is not the one for now
public record FirstRemedies(Optional<Remedy> now, Optional<Remedy> forGood) {

    public static FirstRemedies of(List<Remedy> remedies) {
        var tuning = first(remedies, Remedy.Kind.TUNING);
        var now = first(remedies, Remedy.Kind.STOP_GAP).or(() -> tuning);
        var forGood =
                first(remedies, Remedy.Kind.LASTING)
                        .or(() -> tuning.filter(setting -> !now.equals(Optional.of(setting))));
        return new FirstRemedies(now, forGood);
    }

    private static Optional<Remedy> first(List<Remedy> remedies, Remedy.Kind kind) {
        for (var remedy : remedies) {
            if (remedy.kind() == kind) {
                return Optional.of(remedy);
            }
        }
        return Optional.empty();
    }
}
