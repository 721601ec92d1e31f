/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.proc.memory.Slabs;
import java.util.List;
import java.util.Optional;

/// On el7 each slab cache owns 32 `sysfs_dir_cache` objects (31 attribute files and a directory, mm/slub.c, slab_attrs), so their
/// number tells how many caches exist; a node has some hundreds, each leaked kernel-accounted cgroup keeps a dozen or two. From 3.14
/// to 5.8 the nodes are `kernfs_node_cache`, of which cgroup directories own many too: there only a far larger number tells.
public final class LeakedCachesRule implements Rule {

    private static final long OBJECTS_A_CACHE = 32;

    /// Far above what other users of sysfs make on a big machine.
    private static final long MANY_OBJECTS = 1_000_000;

    /// The same of kernfs, which holds each file of each cgroup.
    private static final long MANY_NODES = 4_000_000;

    @Override
    public String id() {
        return "leaked-caches";
    }

    @Override
    public Ruling examine(Examination examination) {
        if (examination.episode().isPresent()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Slabs.Cache> sysfs = cache(examination, "sysfs_dir_cache");
        if (sysfs.isPresent()) {
            return ofSysfs(sysfs.get());
        }
        return cache(examination, "kernfs_node_cache")
                .filter(c -> c.activeObjects() >= MANY_NODES)
                .filter(_ -> examination.release().map(r -> r.below(5, 9)).orElse(true))
                .<Ruling>map(LeakedCachesRule::ofKernfs)
                .orElse(Ruling.NotApplicable.OTHER_MATTER);
    }

    private static Optional<Slabs.Cache> cache(Examination examination, String name) {
        return examination.node().all(Slabs.class).stream()
                .flatMap(s -> s.caches().stream())
                .filter(c -> c.name().equals(name))
                .findFirst();
    }

    private static Ruling ofSysfs(Slabs.Cache nodes) {
        long objects = nodes.activeObjects();
        String figures =
                Amount.count(objects)
                        + " sysfs_dir_cache objects, 32 a slab cache, stand for at most "
                        + Amount.count(objects / OBJECTS_A_CACHE)
                        + " slab caches";
        if (objects < MANY_OBJECTS) {
            return new Ruling.Clear(
                    "No leaked slab caches",
                    figures + ".",
                    List.of(nodes.cite()),
                    Optional.empty());
        }
        return found(
                Confidence.LIKELY,
                figures
                        + "; a node has some hundreds, the others are copies for memory cgroups that were never freed.",
                nodes);
    }

    private static Ruling ofKernfs(Slabs.Cache nodes) {
        return found(
                Confidence.POSSIBLE,
                Amount.count(nodes.activeObjects())
                        + " kernfs_node_cache objects are far more than the files of sysfs and of live cgroups; copies of"
                        + " slab caches for dead cgroups own 32 each.",
                nodes);
    }

    private static Ruling.Found found(Confidence confidence, String statement, Slabs.Cache nodes) {
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        confidence,
                        "Slab caches of removed cgroups pile up",
                        statement,
                        List.of(nodes.cite()))
                .kb("KB-33")
                .missing(
                        new Missing(
                                "how many slab caches belong to cgroups",
                                "counts them directly",
                                "ls -U /sys/kernel/slab | grep -c '('"));
    }
}
