/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A failed vmalloc or vmap.
///
/// @param reason what the kernel says was missing
/// @param bytes the size that was asked for
/// @param order of the pages it tried, in `page order N, failed to allocate pages`
public record VmallocFailure(
        Origin origin,
        Reason reason,
        Optional<String> comm,
        OptionalLong bytes,
        OptionalInt order,
        RequestMode mode,
        Optional<StackDump> stack,
        Optional<MemInfoDump> memInfo,
        String message)
        implements KernelEvent {

    @Override
    public List<StackDump> stacks() {
        return stack.stream().toList();
    }

    @Override
    public Optional<MemInfoDump> dump() {
        return memInfo;
    }

    public enum Reason {
        /// No range of virtual addresses: `vmap allocation for size … failed`, `vm_struct allocation failed`.
        ADDRESS_RANGE,
        /// No pages: `vmalloc: allocation failure`, `failed to allocate pages`.
        PAGES,
        /// More than the machine has: `exceeds total pages`.
        ABSURD_SIZE,
        OTHER
    }
}
