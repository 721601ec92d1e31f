/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The node as the evidence describes it.
///
/// @param runtimes versions by component (`docker`, `containerd`, `runc`, `cri-o`, `kubelet`)
public record Node(
        Optional<String> name,
        Optional<String> kernel,
        Optional<String> distribution,
        Optional<String> arch,
        Optional<String> hardware,
        OptionalLong memoryBytes,
        OptionalInt numaNodes,
        Map<String, String> runtimes) {

    public Node {
        runtimes = Map.copyOf(runtimes);
    }
}
