/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

/// Takes pageblocks as the scan completes them. A block that two zones share comes twice, each time with the pages of one.
interface PageblockSink {

    /// @param zone index of the zone in the layout
    /// @param block valid during this call only
    void pageblock(int zone, Pageblock block);
}
