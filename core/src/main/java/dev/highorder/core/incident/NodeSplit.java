/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.document.CommandRun;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.system.SystemFact;
import dev.highorder.core.runtime.RuntimeFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parts facts by the node they are of. A node is one that events or states are of; a name that only a table of nodes
/// mentions is none. Facts without a name belong to the node whose facts stand in the same source, else to the first.
public final class NodeSplit {

    private NodeSplit() {}

    public static List<NodeEvidence> split(
            List<Fact> facts, Optional<KernelRelease> assumedKernel) {
        List<Fact> own = new ArrayList<>();
        List<Fact> baseline = new ArrayList<>();
        for (Fact fact : facts) {
            (fact.origin().role() == Origin.Role.BASELINE ? baseline : own).add(fact);
        }
        Map<String, List<Fact>> byHost = new LinkedHashMap<>();
        Map<String, String> hostOfPath = new LinkedHashMap<>();
        for (Fact fact : own) {
            host(fact)
                    .filter(h -> substantial(fact))
                    .ifPresent(host -> {
                        byHost.computeIfAbsent(host, h -> new ArrayList<>());
                        hostOfPath.putIfAbsent(fact.cite().path(), host);
                    });
        }
        if (byHost.isEmpty()) {
            Optional<String> name = own.stream().flatMap(f -> host(f).stream()).findFirst();
            return List.of(new NodeEvidence(name, own, baseline, assumedKernel));
        }
        String first = byHost.keySet().iterator().next();
        for (Fact fact : own) {
            String host = host(fact).filter(byHost::containsKey).orElse(null);
            if (host == null
                    && host(fact).isPresent()
                    && fact instanceof SystemFact
                    && byHost.size() > 1) {
                continue; // a row of a table of nodes that nothing else is known of
            }
            if (host == null) {
                host = hostOfPath.getOrDefault(fact.cite().path(), first);
            }
            byHost.computeIfAbsent(host, h -> new ArrayList<>()).add(fact);
        }
        List<NodeEvidence> nodes = new ArrayList<>(byHost.size());
        byHost.forEach((host, of) ->
                nodes.add(new NodeEvidence(Optional.of(host), of, baseline, assumedKernel)));
        return nodes;
    }

    /// The first label of the name: `node-1.example.com` and `node-1` are one node; an address stays whole.
    static Optional<String> host(Fact fact) {
        return fact.origin().host().map(NodeSplit::shortName).filter(name -> !name.isEmpty());
    }

    static String shortName(String host) {
        int dot = host.indexOf('.');
        boolean address =
                !host.isEmpty()
                        && Character.isDigit(host.charAt(0))
                        && host.indexOf('.', dot + 1) > 0;
        return dot <= 0 || address ? host : host.substring(0, dot);
    }

    private static boolean substantial(Fact fact) {
        return fact instanceof KernelEvent
                || fact instanceof RuntimeFact
                || !(fact instanceof SystemFact || fact instanceof CommandRun);
    }
}
