/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
import java.util.Optional;
import java.util.OptionalInt;

/// What the prefix of a log transport says of a line (syslog, dmesg, kmsg, journal, console, klog …).
///
/// @param stamp when
/// @param host the node's name
/// @param tag the program: `kernel`, `kubelet`, `dockerd`; empty where the transport names none (dmesg)
/// @param pid the program's process id
/// @param caller the kernel's `T123` or `C4` (CONFIG_PRINTK_CALLER), which keeps two CPUs apart
public record Frame(
        Optional<Stamp> stamp,
        Optional<String> host,
        String tag,
        OptionalInt pid,
        Optional<String> caller) {

    public static final Frame NONE =
            new Frame(
                    Optional.empty(), Optional.empty(), "", OptionalInt.empty(), Optional.empty());

    /// Whether the line had any prefix of a log at all.
    public boolean framed() {
        return stamp.isPresent() || host.isPresent() || !tag.isEmpty();
    }
}
