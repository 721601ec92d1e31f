/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.List;
import java.util.Optional;

/// Whether Kubernetes sends pods to the node.
///
/// @param state whether it is cordoned; empty where nobody knows, which is no yes
/// @param statement how it is known, or why not
public record Cordon(Optional<Boolean> state, String statement) {

    private static final List<String> CONFIGS =
            List.of("/etc/kubernetes/kubelet.conf", "/var/lib/kubelet/kubeconfig");

    /// Asks the API server with `kubectl` and the kubelet's own credentials, or those that the environment names.
    static Cordon of(String node, NodeState state, Commands commands) {
        if (!state.root().isOwn()) {
            return unknown("nothing is executed with --root");
        }
        StringBuilder command =
                new StringBuilder("kubectl --request-timeout=5s get node '")
                        .append(node.replace("'", ""))
                        .append("' -o 'jsonpath={.metadata.name} {.spec.unschedulable}'");
        for (String config : CONFIGS) {
            if (!commands.names("KUBECONFIG") && state.exists(config)) {
                command.append(" --kubeconfig ").append(config);
                break;
            }
        }
        Optional<String> answer = commands.output(command.toString());
        if (answer.isEmpty() || !answer.get().startsWith(node)) {
            return unknown("kubectl gives no answer about node " + node);
        }
        boolean cordoned = answer.get().strip().endsWith(" true");
        return new Cordon(
                Optional.of(cordoned),
                "kubectl: node " + node + (cordoned ? " is cordoned" : " is not cordoned"));
    }

    private static Cordon unknown(String why) {
        return new Cordon(Optional.empty(), "not known: " + why);
    }
}
