/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import java.util.ArrayDeque;
import java.util.List;

/// The list on which a processor keeps pages that it freed (mm/page_alloc.c, free_unref_page_commit): what was freed last
/// stands there and is no part of a free block. A full list gives its oldest pages back, so that it goes up and down between a
/// batch and its limit; where in between a remedy leaves it depends on whatever else the processor does.
public final class PerCpuList {

    private final long most;
    private final ArrayDeque<Integer> frames = new ArrayDeque<>();

    /// @param most pages that it holds in the end
    public PerCpuList(long most) {
        this.most = most;
    }

    /// Pages that are on the list already, the oldest.
    void begin(List<Integer> known) {
        frames.addAll(known);
    }

    /// Takes a page that was freed; gives the oldest back where there are too many.
    void free(ZoneFrames zone, int frame) {
        frames.add(frame);
        while (frames.size() > most) {
            zone.release(frames.remove());
        }
    }

    /// How many pages are on it.
    public long size() {
        return frames.size();
    }
}
