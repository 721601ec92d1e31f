/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of the names in the evidence are one node's. `node-1` and `node-1.example.com` are; `node-1.a.example` and
/// `node-1.b.example` are not. A machine that has no name yet calls itself `localhost`: that is nobody's name where another is
/// known.
final class HostNames {

    private final Map<String, String> node = new LinkedHashMap<>();

    private HostNames(List<String> names) {
        List<String> longest = new ArrayList<>();
        for (String name : names) {
            longest.removeIf(known -> same(name, known) && name.length() > known.length());
            if (longest.stream().noneMatch(known -> same(name, known))) {
                longest.add(name);
            }
        }
        for (String name : names) {
            longest.stream()
                    .filter(known -> same(name, known))
                    .findFirst()
                    .ifPresent(known -> node.put(name, label(known, longest)));
        }
        if (node.values().stream().anyMatch(name -> !unnamed(name))) {
            node.values().removeIf(HostNames::unnamed);
        }
    }

    /// @param heads names that stand at the very beginning of a line: where that was cut, the name may have been, too
    static HostNames of(Set<String> whole, Set<String> heads) {
        Set<String> all = new LinkedHashSet<>(whole);
        Map<String, String> cut = new LinkedHashMap<>();
        for (String head : heads) {
            List<String> longer =
                    whole.stream()
                            .filter(name -> name.length() > head.length() && name.endsWith(head))
                            .toList();
            if (longer.size() == 1 && !whole.contains(head)) {
                cut.put(head, longer.getFirst());
            } else {
                all.add(head);
            }
        }
        HostNames names = new HostNames(List.copyOf(all));
        cut.forEach((head, name) -> names.node(name).ifPresent(node -> names.node.put(head, node)));
        return names;
    }

    /// The node's name: the first label of it where that tells it apart.
    Optional<String> node(String name) {
        return Optional.ofNullable(node.get(name));
    }

    private static String label(String name, List<String> all) {
        String first = firstLabel(name);
        for (String other : all) {
            if (!other.equals(name) && firstLabel(other).equals(first)) {
                return name;
            }
        }
        return first;
    }

    private static boolean same(String one, String other) {
        return one.equals(other) || one.startsWith(other + '.') || other.startsWith(one + '.');
    }

    /// An address stays whole.
    static String firstLabel(String name) {
        int dot = name.indexOf('.');
        boolean address =
                dot > 0 && Character.isDigit(name.charAt(0)) && name.indexOf('.', dot + 1) > 0;
        return dot <= 0 || address ? name : name.substring(0, dot);
    }

    private static boolean unnamed(String name) {
        return name.equals("localhost") || name.equals("(none)");
    }
}
