/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The scans that share one sink, one a thread.
final class PageScans implements Supplier<FrameSink> {

    private final FrameLayout layout;
    private final Mobility mobility;
    private final boolean detailed;
    private final PageblockSink sink;
    private final List<PageScan> scans = new ArrayList<>();

    PageScans(FrameLayout layout, Mobility mobility, boolean detailed, PageblockSink sink) {
        this.layout = layout;
        this.mobility = mobility;
        this.detailed = detailed;
        this.sink = sink;
    }

    @Override
    public synchronized FrameSink get() {
        PageScan scan = new PageScan(layout, mobility, detailed, sink);
        scans.add(scan);
        return scan;
    }

    /// Hands on the last block of each.
    synchronized void flush() {
        scans.forEach(PageScan::flush);
    }
}
