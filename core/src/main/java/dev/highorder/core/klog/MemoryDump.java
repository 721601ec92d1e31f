/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.Optional;

/// A Mem-Info block without a failure in front of it: SysRq-m, or a log whose head was lost.
public record MemoryDump(Origin origin, MemInfoDump memInfo) implements KernelEvent {

    @Override
    public Optional<MemInfoDump> dump() {
        return Optional.of(memInfo);
    }
}
