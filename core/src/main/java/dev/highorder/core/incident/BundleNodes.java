/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.model.Fact;
import dev.highorder.core.runtime.RuntimeFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The node of each fact, with what the layout of a bundle says where the lines say nothing. A bundle may know
/// its node by another name than the node's own log does (an obfuscated sosreport, a cloud's name): where all of
/// its log is of one node, that is the one.
final class BundleNodes {

    private final HostNames names;
    private final Map<String, String> byPath;
    private final Map<String, String> logged = new HashMap<>();

    private BundleNodes(HostNames names, Map<String, String> byPath) {
        this.names = names;
        this.byPath = byPath;
    }

    static BundleNodes of(List<Fact> facts, Map<String, String> bundles, HostNames names) {
        Map<String, String> byPath = new HashMap<>();
        bundles.forEach((path, host) -> names.node(host).ifPresent(node -> byPath.put(path, node)));
        BundleNodes nodes = new BundleNodes(names, byPath);
        Map<String, Set<String>> logging = new TreeMap<>();
        for (Fact fact : byPath.isEmpty() ? List.<Fact>of() : facts) {
            String bundle = byPath.get(fact.cite().path());
            if (bundle != null && (fact instanceof KernelEvent || fact instanceof RuntimeFact)) {
                nodes.own(fact)
                        .ifPresent(host ->
                                logging.computeIfAbsent(bundle, b -> new TreeSet<>()).add(host));
            }
        }
        logging.forEach((bundle, hosts) -> {
            if (hosts.size() == 1) {
                nodes.logged.put(bundle, hosts.iterator().next());
            }
        });
        return nodes;
    }

    Optional<String> of(Fact fact) {
        Optional<String> bundle = Optional.ofNullable(byPath.get(fact.cite().path()));
        Optional<String> own = own(fact);
        if (bundle.isEmpty() || (own.isPresent() && !own.equals(bundle))) {
            return own;
        }
        return bundle.map(name -> logged.getOrDefault(name, name));
    }

    private Optional<String> own(Fact fact) {
        return fact.origin().host().flatMap(names::node);
    }
}
