/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalLong;

/// `cma: cma_alloc: AREA: alloc failed, req-size: N pages, ret: -E`, with the `=> N free of M total pages` line.
///
/// @param errno positive: 12 ENOMEM no range free, 16 EBUSY a page could not be moved
public record CmaFailure(
        Origin origin,
        Optional<String> area,
        long pages,
        int errno,
        OptionalLong freePages,
        OptionalLong totalPages)
        implements KernelEvent {}
