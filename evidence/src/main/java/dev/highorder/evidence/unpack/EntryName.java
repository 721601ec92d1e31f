/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The name of an archive's entry as a path below the archive: without a leading `/`, without `.` and `..`,
/// without characters that would act on a terminal.
final class EntryName {

    private static final int LONGEST = 4096;

    private EntryName() {}

    /// Empty where the name leads out of the archive, names nothing, or is longer than a path can be.
    static Optional<String> of(String name) {
        return resolve("", name);
    }

    /// What a link's target names, seen from the directory of the link. An absolute target counts from the top.
    static Optional<String> target(String link, String target) {
        int slash = link.lastIndexOf('/');
        return resolve(target.startsWith("/") || slash < 0 ? "" : link.substring(0, slash), target);
    }

    private static Optional<String> resolve(String directory, String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (directory + '/' + name).split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(plain(step));
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", steps));
    }

    /// A name as it may be printed, whatever it is.
    static String shown(String name) {
        return plain(name.length() > 200 ? name.substring(0, 200) + "…" : name);
    }

    private static String plain(String step) {
        StringBuilder plain = new StringBuilder(step.length());
        for (int i = 0; i < step.length(); i++) {
            char c = step.charAt(i);
            plain.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return plain.toString();
    }
}
