/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Fact;

/// What kernel files and tools say of the use of memory.
public sealed interface MemoryState extends Fact permits MemInfo, Free, VmStat, Slabs, Pressure {}
