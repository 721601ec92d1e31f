/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds the names of hosts, pods, namespaces and containers in texts, where kubelet, the container runtimes, the
/// journal and the kernel say what they name.
final class NameScan {

    /// What a name names.
    enum Kind {
        HOST,
        POD,
        NAMESPACE,
        CONTAINER
    }

    /// What stands in front of a name, and what that names; the value may be quoted.
    private static final Map<String, Kind> MARKS =
            Map.ofEntries(
                    Map.entry("_HOSTNAME=", Kind.HOST),
                    Map.entry("node=", Kind.HOST),
                    Map.entry("nodeName=", Kind.HOST),
                    Map.entry("nodename=", Kind.HOST),
                    Map.entry("hostname=", Kind.HOST),
                    Map.entry("pod=", Kind.POD),
                    Map.entry("podName=", Kind.POD),
                    Map.entry("podName:", Kind.POD),
                    Map.entry("pod \"", Kind.POD),
                    Map.entry("pod \\\"", Kind.POD),
                    Map.entry("PodSandboxMetadata{Name:", Kind.POD),
                    Map.entry("namespace=", Kind.NAMESPACE),
                    Map.entry("podNamespace=", Kind.NAMESPACE),
                    Map.entry("Namespace:", Kind.NAMESPACE),
                    Map.entry("containerName=", Kind.CONTAINER),
                    Map.entry("ContainerMetadata{Name:", Kind.CONTAINER));

    /// Names that every node has, and words that mean something in the files: to replace them would hide nobody.
    private static final Set<String> COMMON =
            Set.of(
                    "",
                    "localhost",
                    "default",
                    "kube-system",
                    "kube-public",
                    "kube-node-lease",
                    "memory",
                    "pids",
                    "cpu",
                    "cpuset",
                    "kernel",
                    "kubelet",
                    "containerd",
                    "docker",
                    "dockerd",
                    "crio",
                    "runc",
                    "systemd",
                    "kubepods",
                    "burstable",
                    "besteffort",
                    "system",
                    "user",
                    "node",
                    "pod",
                    "name",
                    "nil",
                    "null",
                    "none",
                    "unknown",
                    "true",
                    "false",
                    "error",
                    "failed");

    private final TreeMap<String, Kind> names = new TreeMap<>();

    /// The names found so far.
    Map<String, Kind> names() {
        return names;
    }

    /// Notes the node's own name, and what of it stands before the first dot.
    void host(String name) {
        add(name, Kind.HOST);
        int dot = name.indexOf('.');
        if (dot > 0) {
            add(name.substring(0, dot), Kind.HOST);
        }
    }

    /// Looks through a text.
    void scan(String text) {
        MARKS.forEach((mark, kind) -> {
            for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
                boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
                if (begins) {
                    value(text, at + mark.length(), kind);
                }
            }
        });
        dockerNames(text);
    }

    /// `namespace/name`, `name_namespace(uid)` or a name alone.
    private void value(String text, int from, Kind kind) {
        int start = from;
        while (start < text.length() && "\\\"'".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = nameEnd(text, start);
        String name = text.substring(start, end);
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (kind == Kind.POD && (next == '/' || next == '_')) {
            int last = nameEnd(text, end + 1);
            String other = text.substring(end + 1, last);
            add(next == '/' ? name : other, Kind.NAMESPACE);
            add(next == '/' ? other : name, Kind.POD);
        } else {
            add(name, kind);
        }
    }

    /// `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT`.
    private void dockerNames(String text) {
        Kind[] kinds = {Kind.CONTAINER, Kind.POD, Kind.NAMESPACE};
        for (int at = text.indexOf("k8s_"); at >= 0; at = text.indexOf("k8s_", at + 4)) {
            int from = at + 4;
            for (Kind kind : kinds) {
                int end = nameEnd(text, from);
                if (end < text.length() && text.charAt(end) == '_') {
                    add(text.substring(from, end), kind);
                    from = end + 1;
                }
            }
        }
    }

    private void add(String name, Kind kind) {
        if (name.length() < 254 && !COMMON.contains(name.toLowerCase(Locale.ROOT))) {
            names.putIfAbsent(name, kind);
        }
    }

    /// Names of Kubernetes and of hosts are of letters, digits, dots and dashes.
    static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return Math.min(end, text.length());
    }

    static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.';
    }
}
