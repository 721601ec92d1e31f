/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.Map;
import java.util.Optional;

/// Which pod, container and sandbox a message is about.
record Subject(
        Optional<String> pod,
        Optional<String> namespace,
        Optional<String> container,
        Optional<String> sandbox) {

    private static final int ID = 64;

    /// @param fields of a structured line, which know best
    /// @param text the message with its quoting undone
    static Subject of(Map<String, String> fields, String text) {
        Optional<String> named = Optional.ofNullable(fields.get("pod")).or(() -> podIn(text));
        Optional<String> pod = named;
        Optional<String> namespace = Optional.ofNullable(fields.get("namespace"));
        int slash = named.map(name -> name.indexOf('/')).orElse(-1);
        int underscore = named.map(name -> name.indexOf('_')).orElse(-1);
        if (slash > 0) {
            namespace = named.map(name -> name.substring(0, slash));
            pod = named.map(name -> name.substring(slash + 1));
        } else if (underscore > 0) {
            namespace =
                    named.map(name -> name.substring(underscore + 1, end(name, underscore + 1)));
            pod = named.map(name -> name.substring(0, underscore));
        } else if (namespace.isEmpty()) {
            namespace = member(text, "Namespace:");
        }
        return new Subject(pod, namespace, container(fields, text), sandbox(fields, text));
    }

    /// `for pod "name"`, `pod "name_ns(uid)"`, `("name_ns(uid)")`, `&PodSandboxMetadata{Name:name,…}`.
    private static Optional<String> podIn(String text) {
        Optional<String> quoted = behind(text, "pod \"");
        if (quoted.isPresent()) {
            return quoted;
        }
        quoted = behind(text, "(\"");
        if (quoted.isPresent() && quoted.get().indexOf('_') > 0) {
            return quoted;
        }
        int metadata = text.indexOf("PodSandboxMetadata{");
        return metadata < 0 ? Optional.empty() : member(text.substring(metadata), "Name:");
    }

    private static Optional<String> container(Map<String, String> fields, String text) {
        for (String key : new String[] {"containerName", "container", "containerID", "id"}) {
            String value = fields.get(key);
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        Optional<String> named =
                behind(text, " container \"").filter(name -> !isSandbox(text, name));
        if (named.isPresent()) {
            return named;
        }
        Optional<String> handled = idBehind(text, "/containers/");
        return handled.isPresent() ? handled : cgroup(text);
    }

    private static boolean isSandbox(String text, String name) {
        return text.contains("sandbox container \"" + name);
    }

    private static Optional<String> sandbox(Map<String, String> fields, String text) {
        Optional<String> field =
                Optional.ofNullable(fields.get("podSandboxID"))
                        .or(() -> Optional.ofNullable(fields.get("sandboxID")));
        if (field.isPresent()) {
            return field;
        }
        Optional<String> container = idBehind(text, "sandbox container \"");
        return container.isPresent() ? container : idBehind(text, "sandbox \"");
    }

    /// The container's id at the end of a cgroup path: `/sys/fs/cgroup/memory/kubepods/burstable/podUID/ID`, or
    /// `…/cri-containerd-ID.scope` under systemd.
    private static Optional<String> cgroup(String text) {
        int at = text.indexOf("/sys/fs/cgroup/");
        if (at < 0) {
            return Optional.empty();
        }
        int end = at;
        while (end < text.length() && " :\"',".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        for (int from = end - ID; from > at; from--) {
            char before = text.charAt(from - 1);
            if ((before == '/' || before == '-') && isId(text, from)) {
                return Optional.of(text.substring(from, from + ID));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> idBehind(String text, String mark) {
        int at = text.indexOf(mark);
        int from = at + mark.length();
        return at >= 0 && isId(text, from)
                ? Optional.of(text.substring(from, from + ID))
                : Optional.empty();
    }

    private static boolean isId(String text, int from) {
        if (from + ID > text.length()) {
            return false;
        }
        for (int i = from; i < from + ID; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> behind(String text, String mark) {
        int at = text.indexOf(mark);
        int close = at < 0 ? -1 : text.indexOf('"', at + mark.length());
        return close > at + mark.length()
                ? Optional.of(text.substring(at + mark.length(), close))
                : Optional.empty();
    }

    private static Optional<String> member(String text, String name) {
        int at = text.indexOf(name);
        int from = at + name.length();
        int to = end(text, from);
        return at >= 0 && to > from ? Optional.of(text.substring(from, to)) : Optional.empty();
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && "(,} \"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
