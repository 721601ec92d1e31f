/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// All that was read, before any of it is understood.
///
/// @param sources in the order of the places, and of the names inside a directory
/// @param problems what could not be read and why; those of a source's own content stand in the source
/// @param warnings the problems among them that a person should see at once: a place or a file that could not be opened or read
/// @param missing what a live node kept back, and the command that would show it
public record Evidence(
        List<SourceText> sources,
        List<Problem> problems,
        List<Problem> warnings,
        List<Missing> missing) {

    public Evidence {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        missing = List.copyOf(missing);
    }

    /// This evidence and, behind it, another's.
    public Evidence with(Evidence other) {
        return new Evidence(
                joined(sources, other.sources),
                joined(problems, other.problems),
                joined(warnings, other.warnings),
                joined(missing, other.missing));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /// Reads places unseen; see the other `open`.
    public static Evidence open(List<String> places, Optional<String> baseline, InputStream input) {
        return open(places, baseline, input, Progress.UNSEEN);
    }

    /// Reads places, each a path or `-` for standard input. Never fails: what cannot be read is a problem.
    ///
    /// @param places of the node
    /// @param baseline a healthy node's place; files below it are never evidence of the node
    /// @param input what `-` reads
    /// @param progress is told how far it is
    public static Evidence open(
            List<String> places, Optional<String> baseline, InputStream input, Progress progress) {
        Intake intake = new Intake(progress);
        List<Place> healthy = new ArrayList<>();
        baseline.ifPresent(name -> intake.place(name, input).ifPresent(healthy::add));
        Set<Object> apart = new LinkedHashSet<>();
        for (Place place : healthy) {
            place.key().ifPresent(apart::add);
        }
        List<Place> sick = new ArrayList<>();
        for (String name : new LinkedHashSet<>(places)) {
            intake.place(name, input).ifPresent(sick::add);
        }
        progress.begin(size(sick, healthy));
        for (Place place : sick) {
            intake.read(place, Origin.Role.NODE, apart);
        }
        for (Place place : healthy) {
            intake.read(place, Origin.Role.BASELINE, new LinkedHashSet<>());
        }
        return intake.evidence();
    }

    private static OptionalLong size(List<Place> sick, List<Place> healthy) {
        long all = 0;
        for (Place place : joined(sick, healthy)) {
            OptionalLong size = place.size();
            if (size.isEmpty()) {
                return size;
            }
            all += size.getAsLong();
        }
        return OptionalLong.of(all);
    }
}
