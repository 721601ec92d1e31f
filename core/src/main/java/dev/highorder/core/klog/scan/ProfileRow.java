/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;
import java.util.OptionalLong;

/// A row of the allocation profile (lib/alloc_tag.c): `85.3 MiB 6104 mm/slub.c:2423 func:alloc_slab_page` behind Mem-Info (binary
/// units, rounded by the kernel), `45409728 236509 fs/dcache.c:1681 [module] func:__d_alloc` in /proc/allocinfo.
///
/// @param bytes in the first form rounded to three digits
public record ProfileRow(long bytes, long calls, String place, String module, String function) {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    public static Optional<ProfileRow> scan(String text) {
        int func = text.indexOf(" func:");
        if (func < 0) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(text, 0).blanks();
        String size = cursor.word();
        cursor.blanks();
        int second = cursor.position();
        int unit = unit(cursor.word());
        if (unit < 0) {
            cursor.back(second);
        }
        OptionalLong bytes = unit < 0 ? Cursor.decimal(size, 0, size.length()) : scaled(size, unit);
        OptionalLong calls = cursor.blanks().decimal();
        String place = cursor.blanks().word();
        if (bytes.isEmpty() || calls.isEmpty() || place.lastIndexOf(':') <= 0) {
            return Optional.empty();
        }
        String module = cursor.blanks().skip("[") ? cursor.until("]") : "";
        Cursor name = new Cursor(text, func + 6);
        return Optional.of(
                new ProfileRow(bytes.getAsLong(), calls.getAsLong(), place, module, name.word()));
    }

    /// The first half of a row that a mailer cut in front of `[module]` or `func:`.
    public static boolean isCut(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        if (text.contains("func:") || cursor.decimal().isEmpty()) {
            return false;
        }
        if (cursor.blanks().decimal().isEmpty()) {
            return false;
        }
        String place = cursor.blanks().word();
        int colon = place.lastIndexOf(':');
        return colon > 0
                && place.lastIndexOf('.', colon) > 0
                && Cursor.decimal(place, colon + 1, place.length()).isPresent()
                && cursor.blanks().atEnd();
    }

    private static int unit(String word) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(word)) {
                return i;
            }
        }
        return -1;
    }

    /// `85.3` of a unit of 2^(10·unit) bytes.
    private static OptionalLong scaled(String size, int unit) {
        int dot = size.indexOf('.');
        OptionalLong whole = Cursor.decimal(size, 0, dot < 0 ? size.length() : dot);
        if (whole.isEmpty() || whole.getAsLong() > Long.MAX_VALUE >> (10 * unit + 1)) {
            return OptionalLong.empty();
        }
        long bytes = whole.getAsLong() << (10 * unit);
        if (dot >= 0 && size.length() - dot - 1 <= 3) {
            OptionalLong part = Cursor.decimal(size, dot + 1, size.length());
            if (part.isEmpty()) {
                return OptionalLong.empty();
            }
            long scale = 1;
            for (int i = dot + 1; i < size.length(); i++) {
                scale *= 10;
            }
            bytes += (part.getAsLong() << (10 * unit)) / scale;
        }
        return OptionalLong.of(bytes);
    }
}
