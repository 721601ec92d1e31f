/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.Optional;

/// The new value of a sysctl.
///
/// @param name as sysctl writes it
/// @param value to set; empty for twice the old one
public record Setting(String name, Optional<Long> value) {

    /// Of memory, that `vm.min_free_kbytes` may take: above it the kernel runs out sooner, not later.
    private static final long RESERVE_SHARE = 50;

    static Setting to(String name, long value) {
        return new Setting(name, Optional.of(value));
    }

    static Setting twice(String name) {
        return new Setting(name, Optional.empty());
    }

    String path() {
        return "/proc/sys/" + name.replace('.', '/');
    }

    /// The value to write; empty where the old one is as good or none can be told.
    Optional<String> next(String old, NodeState state) {
        long before;
        try {
            before = Long.parseLong(old.strip());
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
        if (value.isPresent()) {
            boolean done =
                    name.equals("vm.overcommit_memory")
                            ? before == value.get()
                            : before >= value.get();
            return done ? Optional.empty() : Optional.of(Long.toString(value.get()));
        }
        long next = Math.multiplyExact(Math.min(before, Long.MAX_VALUE / 2), 2);
        if (name.equals("vm.min_free_kbytes")) {
            next = Math.min(next, state.kibibytes("MemTotal").orElse(0) / RESERVE_SHARE);
        }
        return next > before ? Optional.of(Long.toString(next)) : Optional.empty();
    }
}
