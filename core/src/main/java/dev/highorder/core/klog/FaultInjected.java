/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;

/// `FAULT_INJECTION: forcing a failure.` with the attribute's name (`failslab`, `fail_page_alloc` …).
public record FaultInjected(Origin origin, Optional<String> name, Optional<StackDump> stack)
        implements KernelEvent {

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }
}
