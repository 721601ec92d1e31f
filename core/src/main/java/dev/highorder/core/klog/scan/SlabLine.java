/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import dev.highorder.core.klog.RequestMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The lines of `slab_out_of_memory` (mm/slub.c, mm/slab.c): `SLUB: Unable to allocate memory on node -1 (gfp=0x8020)` up to 4.5,
/// `on node -1, gfp=0x820(GFP_ATOMIC)` since, `on CPU 3 (of node 0) on node -1, gfp=…` since 6.12; then `cache: …` and one line a node.
public final class SlabLine {
    private SlabLine() {}

    /// @param node -1 is "any"
    public record Head(OptionalInt node, RequestMode mode) {}

    /// @param cache without the suffix `(5530:cgroup)` of a memory cgroup
    public record Cache(
            String cache,
            OptionalLong memcgId,
            Optional<String> memcgName,
            OptionalLong objectSize,
            OptionalInt order,
            OptionalInt minOrder) {}

    public static Optional<Head> head(String text) {
        Cursor cursor = new Cursor(text, 0);
        if (!cursor.find("Unable to allocate memory on ")
                || (!text.contains("SLUB:") && !text.contains("SLAB:"))) {
            return Optional.empty();
        }
        OptionalInt node = OptionalInt.empty();
        if (cursor.skip("node ") || cursor.find("on node ")) {
            boolean any = cursor.skip("-");
            node = cursor.integer();
            node = any && node.isPresent() ? OptionalInt.of(-node.getAsInt()) : node;
        }
        RequestMode mode = cursor.find("gfp=") ? RequestTail.mode(cursor) : RequestTail.NO_MODE;
        return Optional.of(new Head(node, mode));
    }

    public static Optional<Cache> cache(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        int end = text.indexOf(", object size: ");
        if (!cursor.skip("cache: ") || end < 0 || end < cursor.position()) {
            return Optional.empty();
        }
        String name = text.substring(cursor.position(), end);
        OptionalLong memcgId = OptionalLong.empty();
        Optional<String> memcgName = Optional.empty();
        int open = name.lastIndexOf('(');
        int colon = name.indexOf(':', open + 1);
        if (open > 0 && colon > 0 && name.endsWith(")")) {
            memcgId = Cursor.decimal(name, open + 1, colon);
            if (memcgId.isPresent()) {
                memcgName = RequestTail.text(name.substring(colon + 1, name.length() - 1));
                name = name.substring(0, open);
            }
        }
        OptionalLong size = number(text, ", object size: ", end);
        OptionalLong order = number(text, "default order: ", end);
        if (order.isEmpty()) {
            order = number(text, ", order: ", end);
        }
        return Optional.of(
                new Cache(
                        name,
                        memcgId,
                        memcgName,
                        size,
                        small(order),
                        small(number(text, "min order: ", end))));
    }

    private static OptionalLong number(String text, String label, int from) {
        Cursor cursor = new Cursor(text, from);
        return cursor.find(label) ? cursor.decimal() : OptionalLong.empty();
    }

    private static OptionalInt small(OptionalLong order) {
        return order.isPresent() && order.getAsLong() < 64
                ? OptionalInt.of((int) order.getAsLong())
                : OptionalInt.empty();
    }
}
