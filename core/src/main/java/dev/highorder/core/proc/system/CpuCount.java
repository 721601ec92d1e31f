/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;

/// Number of CPUs: `/sys/devices/system/cpu/possible`, `lscpu`, `nproc`.
public record CpuCount(Origin origin, Kind kind, int cpus) implements SystemFact {

    public enum Kind {
        POSSIBLE,
        ONLINE
    }
}
