/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.proc.memory.Slabs;
import java.util.List;
import java.util.Optional;

/// On el7 each slab cache owns 32 `sysfs_dir_cache` objects (31 attribute files and a directory, mm/slub.c, slab_attrs), so their
/// number tells how many caches exist; a node has some hundreds, each leaked kernel-accounted cgroup keeps a dozen or two.
public final class LeakedCachesRule implements Rule {

    private static final long OBJECTS_A_CACHE = 32;

    /// Far above what other users of sysfs make on a big machine.
    private static final long MANY_OBJECTS = 1_000_000;

    @Override
    public String id() {
        return "leaked-caches";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<Slabs.Cache> nodes =
                examination.node().all(Slabs.class).stream()
                        .flatMap(s -> s.caches().stream())
                        .filter(c -> c.name().equals("sysfs_dir_cache"))
                        .findFirst();
        if (nodes.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        long objects = nodes.get().activeObjects();
        String figures =
                Amount.count(objects)
                        + " sysfs_dir_cache objects, 32 a slab cache: about "
                        + Amount.count(objects / OBJECTS_A_CACHE)
                        + " slab caches.";
        if (objects < MANY_OBJECTS) {
            return new Ruling.Clear(
                    "No leaked slab caches",
                    figures,
                    List.of(nodes.get().cite()),
                    Optional.empty());
        }
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        Confidence.LIKELY,
                        "Slab caches of removed cgroups pile up",
                        figures
                                + " A node has some hundreds; the others are copies for memory cgroups that were never freed.",
                        List.of(nodes.get().cite()))
                .kb("KB-33");
    }
}
