/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;
import java.util.OptionalLong;

/// The two lines of a failed `cma_alloc` (mm/cma.c): `cma: cma_alloc: [AREA: ]alloc failed, req-size: N pages, ret: -E`, and with
/// CONFIG_CMA_DEBUG `cma: number of available pages: …=> N free of M total pages`.
public final class CmaLine {
    private CmaLine() {}

    /// @param errno positive
    public record Failure(Optional<String> area, long pages, int errno) {}

    public record Available(OptionalLong free, OptionalLong total) {}

    public static Optional<Failure> failure(String text) {
        int at = text.indexOf("cma_alloc: ");
        int failed = text.indexOf("alloc failed, req-size: ");
        if (at < 0 || failed < at) {
            return Optional.empty();
        }
        String between = text.substring(at + 11, failed).strip();
        String area = between.endsWith(":") ? between.substring(0, between.length() - 1) : "";
        Cursor cursor = new Cursor(text, failed + 24);
        OptionalLong pages = cursor.decimal();
        if (pages.isEmpty() || !cursor.find("ret: -")) {
            return Optional.empty();
        }
        var errno = cursor.integer();
        return errno.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure(RequestTail.text(area), pages.getAsLong(), errno.getAsInt()));
    }

    public static Optional<Available> available(String text) {
        Cursor cursor = new Cursor(text, 0);
        if (!text.contains("total pages") || !cursor.find("=> ")) {
            return Optional.empty();
        }
        OptionalLong free = cursor.decimal();
        OptionalLong total = cursor.skip(" free of ") ? cursor.decimal() : OptionalLong.empty();
        return total.isEmpty() ? Optional.empty() : Optional.of(new Available(free, total));
    }
}
