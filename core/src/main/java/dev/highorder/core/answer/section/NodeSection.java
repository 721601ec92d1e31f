/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.section;

import dev.highorder.core.diagnosis.Node;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.proc.system.KernelIdentity;
import dev.highorder.core.proc.system.NodeName;
import dev.highorder.core.proc.system.OsRelease;
import dev.highorder.core.proc.system.RuntimeVersions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The section that names the node.
public final class NodeSection {

    private NodeSection() {}

    public static Node of(NodeEvidence node) {
        Map<String, String> runtimes = new TreeMap<>();
        for (RuntimeVersions versions : node.all(RuntimeVersions.class)) {
            for (String component : versions.versions().keySet()) {
                if (!component.equals("docker-client")) {
                    runtimes.putIfAbsent(component, versions.versions().get(component));
                }
            }
        }
        return new Node(
                node.name()
                        .or(() -> node.first(NodeName.class).map(NodeName::name))
                        .or(() -> identified(node)),
                node.release().map(KernelRelease::text),
                node.first(OsRelease.class).map(OsRelease::name),
                node.first(KernelIdentity.class)
                        .flatMap(KernelIdentity::arch)
                        .or(() -> suffix(node)),
                hardware(node),
                node.memoryBytes(),
                node.numaNodes(),
                runtimes);
    }

    private static Optional<String> identified(NodeEvidence node) {
        return node.first(KernelIdentity.class).flatMap(KernelIdentity::host);
    }

    /// The architecture that distributions append to the release.
    private static Optional<String> suffix(NodeEvidence node) {
        String text = node.release().map(KernelRelease::text).orElse("");
        for (String arch :
                new String[] {"x86_64", "aarch64", "ppc64le", "s390x", "amd64", "arm64"}) {
            if (text.endsWith("." + arch) || text.endsWith("-" + arch)) {
                return Optional.of(
                        arch.equals("amd64") ? "x86_64" : arch.equals("arm64") ? "aarch64" : arch);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> hardware(NodeEvidence node) {
        for (KernelEvent event : node.all(KernelEvent.class)) {
            for (StackDump stack : event.stacks()) {
                if (stack.hardware().isPresent()) {
                    return stack.hardware();
                }
            }
        }
        return Optional.empty();
    }
}
