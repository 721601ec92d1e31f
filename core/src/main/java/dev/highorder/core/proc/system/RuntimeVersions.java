/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.Map;

/// Versions of container software: `docker version`, `docker info`, `containerd --version`, `runc --version`,
/// `crictl version`, `kubelet --version`, `kubectl get node -o wide`.
///
/// @param versions by component: `docker` (the server), `docker-client`, `containerd`, `runc`, `cri-o`, `kubelet`
public record RuntimeVersions(Origin origin, Map<String, String> versions, Map<String, Cite> cites)
        implements SystemFact {

    public RuntimeVersions {
        versions = Map.copyOf(versions);
        cites = Map.copyOf(cites);
    }
}
