/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.MigrateType;
import dev.highorder.core.model.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Builds a `ZonePool` for a test, one figure at a time.
final class Pool {

    private String zone = "Normal";
    private OptionalLong free = OptionalLong.empty();
    private OptionalLong min = OptionalLong.empty();
    private List<Long> lowmem = List.of();
    private OptionalLong managed = OptionalLong.empty();
    private OptionalLong reserved = OptionalLong.empty();
    private OptionalLong freeHighatomic = OptionalLong.empty();
    private OptionalLong cma = OptionalLong.empty();
    private OptionalLong boost = OptionalLong.empty();
    private List<Long> blocks = List.of();
    private final List<Set<MigrateType>> types = new ArrayList<>();

    Pool zone(String name) {
        zone = name;
        return this;
    }

    Pool free(long pages) {
        free = OptionalLong.of(pages);
        return this;
    }

    Pool min(long pages) {
        min = OptionalLong.of(pages);
        return this;
    }

    Pool lowmem(long... pages) {
        lowmem = boxed(pages);
        return this;
    }

    Pool managed(long pages) {
        managed = OptionalLong.of(pages);
        return this;
    }

    Pool reserved(long pages) {
        reserved = OptionalLong.of(pages);
        return this;
    }

    Pool freeHighatomic(long pages) {
        freeHighatomic = OptionalLong.of(pages);
        return this;
    }

    Pool cma(long pages) {
        cma = OptionalLong.of(pages);
        return this;
    }

    Pool boost(long pages) {
        boost = OptionalLong.of(pages);
        return this;
    }

    Pool blocks(long... counts) {
        return blocks(boxed(counts));
    }

    Pool blocks(List<Long> counts) {
        blocks = List.copyOf(counts);
        return this;
    }

    Pool types(int order, MigrateType... letters) {
        while (types.size() <= order) {
            types.add(Set.of());
        }
        types.set(order, Set.of(letters));
        return this;
    }

    ZonePool build() {
        return new ZonePool(
                new ZoneId(0, zone),
                free,
                min,
                OptionalLong.empty(),
                OptionalLong.empty(),
                lowmem,
                managed,
                reserved,
                freeHighatomic,
                cma,
                boost,
                blocks,
                types);
    }

    private static List<Long> boxed(long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
