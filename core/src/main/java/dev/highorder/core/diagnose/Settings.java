/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.proc.system.Sysctl;
import java.util.Optional;
import java.util.OptionalLong;

/// The node's settings and counters below `/proc/sys`, as far as the evidence shows them. Where one is shown several times the
/// first counts: a later one may be what somebody set after the failure.
public record Settings(NodeEvidence node) {

    public static Settings of(Examination examination) {
        return new Settings(examination.node());
    }

    public Optional<Sysctl> get(String name) {
        for (Sysctl sysctl : node.all(Sysctl.class)) {
            if (sysctl.name().equals(name)) {
                return Optional.of(sysctl);
            }
        }
        return Optional.empty();
    }

    /// Its value as one whole number; empty where it is none or not shown.
    public OptionalLong number(String name) {
        return get(name).map(sysctl -> number(sysctl.value(), 0)).orElse(OptionalLong.empty());
    }

    /// One of several numbers in a value, counted from 0: `fs.file-nr` has three.
    public static OptionalLong number(String value, int index) {
        String[] words = value.strip().split("\\s+", -1);
        if (index >= words.length || words[index].isEmpty() || words[index].length() > 18) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < words[index].length(); i++) {
            if (words[index].charAt(i) < '0' || words[index].charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseLong(words[index]));
    }

    /// Whether a setting is shown and has this value.
    public boolean is(String name, long value) {
        OptionalLong number = number(name);
        return number.isPresent() && number.getAsLong() == value;
    }
}
