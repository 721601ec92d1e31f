/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.SlabAllocationFailure;
import java.util.List;
import java.util.Optional;

/// SLUB could not get a page for a cgroup's copy of a cache, and the page allocator printed no failure: on kernels with
/// kernel memory accounting (3.10/el7, alloc_slab_page) the charge to the cgroup is refused first and silently. From 4.5 to 5.8
/// caches of a cgroup go with it (mm/slab_common.c, memcg_deactivate_kmem_caches), so there it is the cgroup's own use.
public final class SlabChargeRule implements Rule {

    @Override
    public String id() {
        return "slab-charge";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<SlabAllocationFailure> failure = examination.lead(SlabAllocationFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        if (failure.get().memcgId().isEmpty()) {
            return Ruling.Found.of(
                            Cause.INCONCLUSIVE,
                            Confidence.POSSIBLE,
                            "A slab page was refused, and nothing says by whom",
                            "SLUB could not get a page"
                                    + failure.get().cache().map(c -> " for " + c).orElse("")
                                    + ". Whether the page allocator or a cgroup's kernel memory limit refused it, this line"
                                    + " does not tell; it is no sign of fragmentation.",
                            List.of(failure.get().cite()))
                    .missing(headline());
        }
        boolean later = examination.release().map(r -> r.atLeast(4, 5)).orElse(false);
        if (later) {
            boolean pages = !examination.node().all(AllocationFailure.class).isEmpty();
            return Ruling.Found.of(
                            Cause.MEMCG_LIMIT,
                            pages ? Confidence.POSSIBLE : Confidence.LIKELY,
                            "The cgroup's limit refused a slab page",
                            "SLUB could not get a page for the cache "
                                    + failure.get().cache().orElse("?")
                                    + " of the cgroup "
                                    + failure.get().memcgName().orElse("")
                                    + (pages
                                            ? ": the charge to the cgroup was refused, or the page itself."
                                            : ", and the page allocator printed no failure: the charge was refused at the"
                                                    + " limit of the cgroup, or of its kernel memory."),
                            List.of(failure.get().cite()))
                    .kb("KB-02")
                    .missing(headline());
        }
        boolean old = examination.release().map(r -> r.below(4, 0)).orElse(false);
        return Ruling.Found.of(
                        Cause.KMEM_MEMCG_LEAK,
                        old ? Confidence.LIKELY : Confidence.POSSIBLE,
                        "A cgroup's kernel memory charge was refused",
                        "SLUB could not get a page for the cache "
                                + failure.get().cache().orElse("?")
                                + " of the cgroup "
                                + failure.get().memcgName().orElse("")
                                + " (id "
                                + Amount.count(failure.get().memcgId().getAsLong())
                                + "), and the page allocator printed no failure: the charge was refused, not the page.",
                        List.of(failure.get().cite()))
                .kb("KB-02")
                .missing(headline());
    }

    private static Missing headline() {
        return new Missing(
                "a page allocation failure of the same second",
                "its absence means that a cgroup's limit refused the charge",
                "journalctl -k --no-pager | grep -c 'page allocation failure'");
    }
}
