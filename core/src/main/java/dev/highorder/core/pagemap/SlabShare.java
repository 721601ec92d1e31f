/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// How many of the slab pages belong to caches that a shrinker can empty, from 0 to 1. It comes from slabinfo or meminfo: page
/// flags cannot tell a reclaimable cache from another.
///
/// @param single of slabs of one page
/// @param compound of larger slabs
public record SlabShare(double single, double compound) {

    /// Where nothing tells.
    public static final SlabShare UNKNOWN = new SlabShare(0, 0);

    /// Whether most of these slab pages are probably given back.
    boolean mostly(int singles, int compounds) {
        return singles * single + compounds * compound >= (singles + compounds) / 2.0
                && single + compound > 0;
    }
}
