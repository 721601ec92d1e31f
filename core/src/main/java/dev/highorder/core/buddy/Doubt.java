/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

/// Something that the check needs and the evidence lacks.
public enum Doubt {
    /// The zone's free pages.
    FREE,
    /// The zone's min watermark.
    MARK,
    /// Which entry of lowmem_reserve counts, or what it is.
    LOWMEM_RESERVE,
    /// How many HIGHATOMIC pages are left out.
    HIGHATOMIC,
    /// How many CMA pages are free.
    CMA,
    /// The free blocks by order.
    BLOCKS,
    /// On which lists the blocks stand.
    TYPES
}
