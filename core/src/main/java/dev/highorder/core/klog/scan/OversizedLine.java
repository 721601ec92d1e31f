/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;

/// The one-shot warning of a request larger than the largest order (`WARN_ON_ONCE` in mm/page_alloc.c) or than INT_MAX (kvmalloc):
/// `WARNING: CPU: 1 PID: 2 at mm/page_alloc.c:5407 __alloc_pages+0x…`, without CPU on 2.6.32, `WARNING: mm/page_alloc.c:5165 at
/// __alloc_frozen_pages+0x…, CPU#0: comm/pid` since 6.18.
public final class OversizedLine {
    private OversizedLine() {}

    /// `mm/page_alloc.c:5407 __alloc_pages`.
    public static Optional<String> scan(String text) {
        int warning = text.indexOf("WARNING: ");
        if (warning < 0) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(text, warning);
        int start = cursor.position();
        for (String file : new String[] {"mm/page_alloc.c:", "mm/util.c:", "mm/slub.c:"}) {
            if (cursor.back(start).find(file)) {
                String line = cursor.word();
                String rest = cursor.blanks().rest();
                String frame = rest.startsWith("at ") ? rest.substring(3) : rest;
                int plus = frame.indexOf('+');
                String name =
                        FrameLine.plain(
                                plus < 0 ? new Cursor(frame, 0).word() : frame.substring(0, plus));
                boolean allocator =
                        name.startsWith("__alloc_pages")
                                || name.startsWith("__alloc_frozen_pages")
                                || name.startsWith("kvmalloc")
                                || name.startsWith("__kvmalloc");
                return allocator ? Optional.of(file + line + " " + name) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
