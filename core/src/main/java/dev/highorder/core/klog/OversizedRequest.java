/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;

/// The one-shot `WARNING: CPU: … at mm/page_alloc.c:N __alloc_pages…`: a caller asked for more than the largest order.
public record OversizedRequest(Origin origin, String where, Optional<StackDump> stack)
        implements KernelEvent {

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }
}
