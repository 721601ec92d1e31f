/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// What can be done about a page that stands in the way.
public enum PageUse {
    FREE,
    /// Compaction can move it.
    MOVABLE,
    /// Shown to be held by somebody, so that it stays where it is.
    PINNED,
    /// A shrinker may give it back.
    SLAB,
    /// Only its owner can give it back.
    UNMOVABLE,
    HUGE,
    OFFLINE,
    RESERVED
}
