/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.model.KernelRelease;
import dev.highorder.evidence.live.Root;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The few figures of a node that a guard or a measurement needs, read when they are asked for.
final class NodeState {

    private static final int MOST = 4 << 20;

    private final Root root;

    NodeState(Root root) {
        this.root = root;
    }

    Root root() {
        return root;
    }

    /// The text of a file; empty where it cannot be read.
    Optional<String> text(String name) {
        try (InputStream in = Files.newInputStream(root.resolve(name))) {
            return Optional.of(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    boolean exists(String name) {
        try {
            return Files.exists(root.resolve(name));
        } catch (IOException _) {
            return false;
        }
    }

    boolean isWritable(String name) {
        try {
            return Files.isWritable(root.resolve(name));
        } catch (IOException _) {
            return false;
        }
    }

    Optional<KernelRelease> release() {
        return text("/proc/sys/kernel/osrelease")
                .flatMap(text -> KernelRelease.parse(text.strip()));
    }

    /// A row of `/proc/meminfo`.
    OptionalLong kibibytes(String name) {
        return number(text("/proc/meminfo").orElse(""), name + ":");
    }

    /// A row of `/proc/vmstat`.
    OptionalLong counter(String name) {
        return number(text("/proc/vmstat").orElse(""), name + " ");
    }

    /// The load of the last minute.
    OptionalDouble load() {
        return text("/proc/loadavg").map(text -> decimal(text, 0)).orElse(OptionalDouble.empty());
    }

    /// `some` or `full` of memory pressure over 10 seconds, in per cent.
    OptionalDouble pressure(String kind) {
        String text = text("/proc/pressure/memory").orElse("");
        int row = text.indexOf(kind + " avg10=");
        return row < 0 ? OptionalDouble.empty() : decimal(text, row + kind.length() + 7);
    }

    /// CPUs that are online, of a list such as `0-3,6`.
    int cpus() {
        int count = 0;
        for (String range :
                text("/sys/devices/system/cpu/online").orElse("").strip().split(",", -1)) {
            int dash = range.indexOf('-');
            try {
                count +=
                        dash < 0
                                ? Integer.parseInt(range) >= 0 ? 1 : 0
                                : Integer.parseInt(range.substring(dash + 1))
                                        - Integer.parseInt(range.substring(0, dash))
                                        + 1;
            } catch (NumberFormatException _) {
                // an empty or foreign list counts for nothing
            }
        }
        return Math.max(1, count);
    }

    /// The numbers of the NUMA nodes that can be compacted one by one.
    List<Integer> numaNodes() {
        List<Integer> nodes = new ArrayList<>();
        try (var entries =
                Files.newDirectoryStream(root.resolve("/sys/devices/system/node"), "node[0-9]*")) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName()).substring(4);
                if (Files.exists(entry.resolve("compact"))
                        && name.chars().allMatch(c -> c >= '0' && c <= '9')
                        && name.length() < 6) {
                    nodes.add(Integer.parseInt(name));
                }
            }
        } catch (IOException _) {
            // without NUMA there is no such folder
        }
        nodes.sort(null);
        return nodes;
    }

    private static OptionalLong number(String text, String head) {
        int row = text.startsWith(head) ? 0 : text.indexOf("\n" + head) + 1;
        if (row == 0 && !text.startsWith(head)) {
            return OptionalLong.empty();
        }
        int from = row + head.length();
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == from || end - from > 18
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(text, from, end, 10));
    }

    private static OptionalDouble decimal(String text, int from) {
        int end = from;
        while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.substring(from, end)));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }
}
