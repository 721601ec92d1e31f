/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells the file systems that a running kernel makes up, where a read may block, stall the node or never end.
final class KernelMounts {

    private static final Set<String> TYPES =
            Set.of(
                    "proc",
                    "sysfs",
                    "debugfs",
                    "tracefs",
                    "securityfs",
                    "cgroup",
                    "cgroup2",
                    "devtmpfs",
                    "devpts",
                    "mqueue",
                    "bpf",
                    "pstore",
                    "configfs",
                    "fusectl",
                    "binfmt_misc",
                    "efivarfs",
                    "rpc_pipefs");

    private final Map<Object, Optional<String>> byDevice = new HashMap<>();

    /// The type of the kernel's file system that the directory stands on; empty for all others.
    Optional<String> at(Path directory) {
        try {
            Object device = Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS);
            Optional<String> known = byDevice.get(device);
            if (known == null) {
                String type = Files.getFileStore(directory).type();
                known = TYPES.contains(type) ? Optional.of(type) : Optional.empty();
                byDevice.put(device, known);
            }
            return known;
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
