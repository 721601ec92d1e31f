/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.cgroup;

import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Origin;
import java.util.List;

/// `/proc/cgroups`. On 3.10/el7 the count leaves out leaked kmem cgroups; on ≥ 4.x it counts dying ones.
public record Cgroups(Origin origin, List<Subsystem> subsystems) implements CgroupState {

    public Cgroups {
        subsystems = List.copyOf(subsystems);
    }

    public record Subsystem(String name, int hierarchy, long cgroups, boolean enabled, Cite cite) {}
}
