/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Fact;

/// Something that the kernel log reports, put together from its lines.
public sealed interface KernelEvent extends Fact
        permits AllocationFailure,
                OomKill,
                SlabAllocationFailure,
                CacheCreateFailure,
                CmaFailure,
                VmallocFailure,
                FaultInjected,
                OversizedRequest,
                MemoryDump,
                MemoryProfile,
                KernelNotice {}
