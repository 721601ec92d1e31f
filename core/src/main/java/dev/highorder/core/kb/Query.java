/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What is known of a failure, to be matched against the signatures. What is empty is unknown, not absent;
/// except for `messages`: a message that is not there was not seen.
///
/// @param frames functions of the call trace, innermost first; offsets, modules and compiler suffixes are cut off
/// @param flags GFP names as the kernel prints them (`GFP_KERNEL`, `__GFP_COMP`) or plain (`comp`, `direct-reclaim`);
///     kept plain, a composite with the properties that signatures ask for
/// @param messages names of `KernelNotice.Kind`, {@link Observation} words, or message texts
public record Query(
        OptionalInt order,
        List<String> frames,
        Set<String> flags,
        Optional<String> comm,
        Optional<KernelRelease> kernel,
        Set<String> messages) {

    public Query {
        List<String> names = new ArrayList<>(frames.size());
        for (String frame : frames) {
            names.add(function(frame));
        }
        frames = List.copyOf(names);
        Set<String> plain = new LinkedHashSet<>();
        for (String flag : flags) {
            addPlain(flag, plain);
        }
        flags = Collections.unmodifiableSet(plain);
        messages = Set.copyOf(messages);
    }

    /// Nothing known yet.
    public static Query empty() {
        return new Query(
                OptionalInt.empty(),
                List.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    public Query withOrder(int value) {
        return new Query(OptionalInt.of(value), frames, flags, comm, kernel, messages);
    }

    public Query withFrames(List<String> value) {
        return new Query(order, value, flags, comm, kernel, messages);
    }

    public Query withFlags(Set<String> value) {
        return new Query(order, frames, value, comm, kernel, messages);
    }

    public Query withComm(String value) {
        return new Query(order, frames, flags, Optional.of(value), kernel, messages);
    }

    public Query withKernel(KernelRelease value) {
        return new Query(order, frames, flags, comm, Optional.of(value), messages);
    }

    public Query withMessages(Set<String> value) {
        return new Query(order, frames, flags, comm, kernel, value);
    }

    /// `__alloc_pages_noprof+0x1/0x2 [mod]`, `f.isra.0` → the function's name in the source.
    static String function(String frame) {
        int end = 0;
        while (end < frame.length()
                && (Character.isLetterOrDigit(frame.charAt(end)) || frame.charAt(end) == '_')) {
            end++;
        }
        String name = frame.substring(0, end);
        return name.endsWith("_noprof") ? name.substring(0, end - "_noprof".length()) : name;
    }

    private static void addPlain(String flag, Set<String> plain) {
        String word = flag.strip().toLowerCase(Locale.ROOT);
        if (word.startsWith("__gfp_")) {
            word = word.substring("__gfp_".length());
        } else if (word.startsWith("gfp_")) {
            word = word.substring("gfp_".length());
        }
        word = word.replace('_', '-');
        plain.add(word);
        switch (word) {
            case "wait" -> plain.add("direct-reclaim");
            case "reclaim" -> {
                plain.add("direct-reclaim");
                plain.add("kswapd-reclaim");
            }
            case "kernel",
                    "kernel-account",
                    "user",
                    "highuser",
                    "highuser-movable",
                    "temporary" -> {
                plain.add("direct-reclaim");
                plain.add("io");
                plain.add("fs");
            }
            case "nofs" -> {
                plain.add("direct-reclaim");
                plain.add("io");
            }
            case "noio" -> plain.add("direct-reclaim");
            case "atomic" -> plain.add("high");
            default -> {
                // a single flag stands for itself
            }
        }
    }
}
