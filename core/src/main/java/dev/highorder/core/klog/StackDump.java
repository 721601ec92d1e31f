/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A stack that the kernel printed, with the lines around it (CPU, hardware).
///
/// @param comm the task's name, up to 15 bytes, which may hold spaces, `/`, `:` and brackets
/// @param release of the kernel, as the CPU line prints it
/// @param taint as printed, e.g. `G ------------ T`; empty where not tainted or not printed
/// @param hardware of the `Hardware name:` line
/// @param frames top first, with unreliable ones
public record StackDump(
        Optional<String> comm,
        OptionalInt pid,
        OptionalInt cpu,
        Optional<String> release,
        String taint,
        Optional<String> hardware,
        List<StackFrame> frames,
        Cite cite) {

    public StackDump {
        frames = List.copyOf(frames);
    }
}
