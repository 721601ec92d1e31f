/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.document.CommandRun;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.system.KernelIdentity;
import dev.highorder.core.proc.system.SystemFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Parts facts by the node they are of. A node is one that events or states are of; a name that only a table of nodes
/// mentions is none. A fact without a name belongs to the node that the same source named last before it, else to the one whose
/// files lie nearest, else to the first.
public final class NodeSplit {

    private final BundleNodes nodes;
    private final Map<String, TreeMap<Integer, String>> namedIn = new LinkedHashMap<>();
    private final Map<String, String> nearest = new HashMap<>();

    private NodeSplit(BundleNodes nodes) {
        this.nodes = nodes;
    }

    public static List<NodeEvidence> split(
            List<Fact> facts, Optional<KernelRelease> assumedKernel) {
        return split(facts, assumedKernel, Map.of());
    }

    /// @param bundles the node that the layout of a bundle names, by the path of each source it names one for; what
    ///     the lines themselves say goes before it
    public static List<NodeEvidence> split(
            List<Fact> facts, Optional<KernelRelease> assumedKernel, Map<String, String> bundles) {
        List<Fact> own = new ArrayList<>();
        List<Fact> baseline = new ArrayList<>();
        Set<String> hosts = new LinkedHashSet<>(bundles.values());
        Set<String> heads = new LinkedHashSet<>();
        for (Fact fact : facts) {
            if (fact.origin().role() == Origin.Role.BASELINE) {
                baseline.add(fact);
            } else {
                own.add(fact);
                fact.origin()
                        .host()
                        .filter(host -> !host.isEmpty())
                        .ifPresent(host ->
                                (fact.cite().text().startsWith(host) ? heads : hosts).add(host));
            }
        }
        Map<Optional<String>, List<Fact>> parts =
                new NodeSplit(BundleNodes.of(own, bundles, HostNames.of(hosts, heads))).parts(own);
        List<NodeEvidence> nodes = new ArrayList<>(parts.size());
        parts.forEach((name, of) -> nodes.add(new NodeEvidence(name, of, baseline, assumedKernel)));
        return nodes;
    }

    private Map<Optional<String>, List<Fact>> parts(List<Fact> facts) {
        Map<Optional<String>, List<Fact>> parts = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (substantial(fact)) {
                node(fact)
                        .ifPresent(name -> {
                            parts.computeIfAbsent(Optional.of(name), n -> new ArrayList<>());
                            namedIn.computeIfAbsent(fact.cite().path(), p -> new TreeMap<>())
                                    .putIfAbsent(fact.cite().line(), name);
                        });
            }
        }
        Set<String> mentioned = mentioned(facts, parts);
        boolean table = parts.size() > 1 || mentioned.size() > 1;
        if (parts.isEmpty()) {
            parts.put(
                    mentioned.size() == 1
                            ? Optional.of(mentioned.iterator().next())
                            : Optional.empty(),
                    new ArrayList<>());
        }
        boolean alike = releases(facts, mentioned).size() <= 1 && parts.size() == 1;
        Optional<String> first = parts.keySet().iterator().next();
        for (Fact fact : facts) {
            Optional<String> name = node(fact);
            if (name.isPresent() && parts.containsKey(name)) {
                parts.getOrDefault(name, new ArrayList<>()).add(fact);
            } else if (name.isEmpty() || !table || alike) {
                parts.getOrDefault(place(fact).or(() -> first), new ArrayList<>()).add(fact);
            }
        }
        return parts;
    }

    /// Names that no event and no state is of.
    private Set<String> mentioned(List<Fact> facts, Map<Optional<String>, List<Fact>> parts) {
        Set<String> mentioned = new LinkedHashSet<>();
        for (Fact fact : facts) {
            node(fact)
                    .filter(name -> !parts.containsKey(Optional.of(name)))
                    .ifPresent(mentioned::add);
        }
        return mentioned;
    }

    /// The kernels of the nodes that are only mentioned.
    private Set<String> releases(List<Fact> facts, Set<String> mentioned) {
        Set<String> releases = new LinkedHashSet<>();
        for (Fact fact : facts) {
            if (fact instanceof KernelIdentity identity
                    && node(fact).filter(mentioned::contains).isPresent()) {
                releases.add(identity.release().text());
            }
        }
        return releases;
    }

    private Optional<String> node(Fact fact) {
        return nodes.of(fact);
    }

    /// The node that a fact without a name is of, by where it stands.
    private Optional<String> place(Fact fact) {
        TreeMap<Integer, String> here = namedIn.get(fact.cite().path());
        if (here != null) {
            Map.Entry<Integer, String> above = here.floorEntry(fact.cite().line());
            return Optional.of(above == null ? here.firstEntry().getValue() : above.getValue());
        }
        return Optional.of(nearest.computeIfAbsent(fact.cite().path(), this::neighbour))
                .filter(name -> !name.isEmpty());
    }

    /// The node named in the file that shares most of the path; empty where none is named.
    private String neighbour(String path) {
        String best = "";
        int most = -1;
        for (Map.Entry<String, TreeMap<Integer, String>> named : namedIn.entrySet()) {
            int shared = sharedFolders(path, named.getKey());
            if (shared > most) {
                most = shared;
                best = named.getValue().firstEntry().getValue();
            }
        }
        return best;
    }

    private static int sharedFolders(String one, String other) {
        int folders = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return folders;
            }
            folders += one.charAt(i) == '/' || one.charAt(i) == '!' ? 1 : 0;
        }
        return folders;
    }

    private static boolean substantial(Fact fact) {
        return !(fact instanceof SystemFact || fact instanceof CommandRun);
    }
}
