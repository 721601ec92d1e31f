/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import dev.highorder.core.klog.VmallocFailure.Reason;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A failed vmalloc or vmap, as mm/vmalloc.c words it: `vmalloc: allocation failure: N bytes` alone on a line in front of the
/// headline (≤ 4.8), as the headline itself (4.9 to 5.11), `vmalloc size N allocation failure: …` (5.12, 5.13), `vmalloc error:
/// size N, …` since; and of the address range `allocation failed: out of vmalloc space` (≤ 2.6.27), `vmap allocation for size N
/// failed`, `vmalloc_node_range for size N failed`.
///
/// @param comm empty where the line names no task
public record VmallocLine(
        Reason reason,
        String comm,
        OptionalLong bytes,
        OptionalInt order,
        RequestTail tail,
        String message) {

    public static Optional<VmallocLine> scan(String text) {
        int at = text.indexOf("vmalloc: allocation failure");
        if (at < 0) {
            at = text.indexOf("vmalloc error: size ");
        }
        if (at < 0 && text.contains(" allocation failure: ")) {
            at = text.indexOf("vmalloc size ");
        }
        if (at >= 0) {
            return Optional.of(failure(text, at));
        }
        at = text.indexOf("allocation failed: out of vmalloc space");
        if (at >= 0) {
            return Optional.of(range(text, at));
        }
        at = text.indexOf("vmap allocation for size ");
        if (at < 0) {
            at = text.indexOf("vmalloc_node_range for size ");
        }
        return at >= 0 && text.indexOf(" failed", at) > 0
                ? Optional.of(range(text, at))
                : Optional.empty();
    }

    private static VmallocLine failure(String text, int at) {
        String before = text.substring(0, at).stripTrailing();
        String comm =
                before.endsWith(":") ? Headline.comm(before.substring(0, before.length() - 1)) : "";
        int mode = text.indexOf(", mode:", at);
        String message = (mode < 0 ? text.substring(at) : text.substring(at, mode)).strip();
        Cursor cursor = new Cursor(message, 0);
        OptionalLong bytes = OptionalLong.empty();
        if (cursor.find("allocated ")) {
            if (cursor.find(" of ")) {
                bytes = cursor.decimal();
            }
        } else if (cursor.find("size ") || cursor.find("failure: ")) {
            bytes = cursor.decimal();
        }
        OptionalInt order = OptionalInt.empty();
        Cursor page = new Cursor(message, 0);
        if (page.find("page order ")) {
            order = page.integer();
        }
        RequestTail tail = mode < 0 ? RequestTail.NONE : RequestTail.at(new Cursor(text, mode + 2));
        return new VmallocLine(reason(message), comm, bytes, order, tail, message);
    }

    private static Reason reason(String message) {
        if (message.contains("vm_struct")) {
            return Reason.ADDRESS_RANGE;
        }
        if (message.contains("exceeds total pages")) {
            return Reason.ABSURD_SIZE;
        }
        boolean pages =
                message.contains("failed to allocate")
                        || message.contains("page order")
                        || message.contains("array size")
                        || message.startsWith("vmalloc: allocation failure");
        return pages ? Reason.PAGES : Reason.OTHER;
    }

    private static VmallocLine range(String text, int at) {
        Cursor cursor = new Cursor(text, at);
        return new VmallocLine(
                Reason.ADDRESS_RANGE,
                "",
                cursor.find("for size ") ? cursor.decimal() : OptionalLong.empty(),
                OptionalInt.empty(),
                RequestTail.NONE,
                text.substring(at).strip());
    }
}
