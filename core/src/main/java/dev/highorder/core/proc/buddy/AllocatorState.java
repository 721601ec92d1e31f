/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.model.Fact;

/// What the kernel's own files say of the free lists: snapshots of the page allocator.
public sealed interface AllocatorState extends Fact
        permits BuddyInfo, PageTypeInfo, ZoneInfo, FragmentationIndex {}
