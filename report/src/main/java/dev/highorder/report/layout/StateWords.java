/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.PageKind;
import dev.highorder.core.pagemap.PageMap;
import java.util.StringJoiner;

/// States and kinds of pages in words for a person.
public final class StateWords {

    private StateWords() {}

    public static String of(BlockState state) {
        return switch (state) {
            case FREE -> "free";
            case MOVABLE -> "movable: compaction can empty it";
            case RECLAIMABLE -> "reclaimable slab: dropping caches may empty it";
            case UNMOVABLE -> "unmovable: only the owners of its pages can empty it";
            case PINNED -> "pinned: held by somebody who is not seen here";
            case RESERVED -> "reserved, or no memory";
            case HUGE -> "huge pages";
            case OFFLINE -> "offline, or given to the host (balloon)";
            case MIXED -> "mixed: movable pages beside such as cannot be moved";
        };
    }

    /// One page of a kind, or several: `3 slab pages`.
    public static String of(PageKind kind, long pages) {
        String name =
                switch (kind) {
                    case FREE -> "free page";
                    case ANON -> "anonymous page";
                    case FILE -> "page-cache page";
                    case SHMEM -> "shared-memory page";
                    case THP -> "page of a transparent huge page";
                    case PINNED -> "pinned page";
                    case SLAB -> "slab page";
                    case PAGE_TABLE -> "page-table page";
                    case KERNEL -> "kernel page";
                    case HUGE -> "page of the huge page pool";
                    case OFFLINE -> "offline page";
                    case RESERVED -> "reserved page";
                    case POISONED -> "defective page";
                    case HOLE -> "missing page";
                };
        String plural =
                name.startsWith("page of ")
                        ? "pages" + name.substring("page".length())
                        : name + "s";
        return Figures.grouped(pages) + " " + (pages == 1 ? name : plural);
    }

    /// `1 kernel page, 2 slab pages`.
    public static String of(PageMap.Blockers block) {
        StringJoiner kinds = new StringJoiner(", ");
        block.kinds().forEach((kind, pages) -> kinds.add(of(kind, pages)));
        return kinds.toString();
    }
}
