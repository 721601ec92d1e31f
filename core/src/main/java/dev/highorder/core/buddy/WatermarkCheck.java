/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.buddy.Admission.Figures;
import dev.highorder.core.buddy.Admission.ForeignBlocks;
import dev.highorder.core.buddy.Admission.LoopRefuses;
import dev.highorder.core.buddy.Admission.NoBlock;
import dev.highorder.core.buddy.Admission.OrderLists;
import dev.highorder.core.buddy.Admission.Served;
import dev.highorder.core.buddy.Admission.ShortOfPages;
import dev.highorder.core.buddy.Admission.Undecided;
import dev.highorder.core.model.MigrateType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Decides as the kernel does whether a zone may serve a request at its min watermark, the last it tries before it gives
/// up: `__zone_watermark_ok` and the choice of a list behind it (mm/page_alloc.c).
///
/// Figures that the evidence lacks are bounded; where the bounds give different outcomes the answer is `Undecided`. What is
/// merely not printed and almost always nil (a HIGHATOMIC reserve on kernels that do not print it and without an `H` on any
/// list, CMA pages in buddyinfo) is taken as nil and named in `Figures.unknown`. Not modelled: real-time tasks and
/// OOM victims, which may go deeper; pages on per-CPU lists.
public final class WatermarkCheck {

    private final ZonePool pool;
    private final Request request;
    private final AllocatorGeneration generation;
    private final ClassZone classZone;
    private final List<OrderLists> lists = new ArrayList<>();

    private WatermarkCheck(
            ZonePool pool, Request request, AllocatorGeneration generation, ClassZone classZone) {
        this.pool = pool;
        this.request = request;
        this.generation = generation;
        this.classZone = classZone;
        for (int order = request.order(); order < pool.blocks().size(); order++) {
            if (pool.blocks().get(order) > 0) {
                lists.add(new OrderLists(order, pool.blocks().get(order), pool.types(order)));
            }
        }
    }

    /// As below, where no other zone of the node is known.
    public static Admission admit(ZonePool pool, Request request, AllocatorGeneration generation) {
        return admit(pool, request, generation, new ClassZone(Set.of(pool.zone().zone()), -1));
    }

    /// @param classZone the zones that were seen on the node, to find the entry of lowmem_reserve that counts
    public static Admission admit(
            ZonePool pool, Request request, AllocatorGeneration generation, ClassZone classZone) {
        return new WatermarkCheck(pool, request, generation, classZone).admit();
    }

    private Admission admit() {
        Shortfall unknown = new Shortfall();
        Bounds free =
                unknown.bound(
                        Doubt.FREE,
                        pool.free().isPresent()
                                ? Bounds.of(Math.min(pool.free().getAsLong(), ForeignPages.MOST))
                                : new Bounds(0, ForeignPages.MOST));
        Bounds min =
                unknown.bound(
                        Doubt.MARK,
                        pool.minPages().isPresent()
                                ? Bounds.of(
                                        Math.min(pool.minPages().getAsLong(), ForeignPages.MOST))
                                : new Bounds(0, ForeignPages.MOST));
        Bounds reserve = unknown.bound(Doubt.LOWMEM_RESERVE, reserve(unknown));
        ForeignPages foreign = new ForeignPages(pool, request, generation, unknown);
        Bounds highatomic = unknown.bound(Doubt.HIGHATOMIC, foreign.highatomic());
        Bounds cma = unknown.bound(Doubt.CMA, foreign.cma());
        if (pool.blocks().isEmpty() && request.order() > 0) {
            unknown.doubts.add(Doubt.BLOCKS);
        }
        Usable usable = usable(cma.high() + foreign.closedHighatomic(), unknown);
        Admission best =
                outcome(
                        new Case(
                                free.high(), min.low(), reserve.low(), highatomic.low(), cma.low()),
                        usable != Usable.NO,
                        unknown);
        Admission worst =
                outcome(
                        new Case(
                                free.low(),
                                min.high(),
                                reserve.high(),
                                highatomic.high(),
                                cma.high()),
                        usable == Usable.YES,
                        unknown);
        return best.getClass() == worst.getClass()
                ? best
                : new Undecided(best, worst, unknown.doubts);
    }

    private Bounds reserve(Shortfall unknown) {
        return classZone
                .withheld(pool.lowmemReserve(), pool.zone(), request.highestZoneRank(), generation)
                .orElseGet(() -> unknown.nil(Doubt.LOWMEM_RESERVE));
    }

    private Admission outcome(Case known, boolean usable, Shortfall unknown) {
        long mark = request.memalloc() && !request.noMemalloc() ? 0 : mark(known.min());
        boolean watermarks = !request.memalloc() || request.noMemalloc();
        Figures figures =
                new Figures(
                        pool.zone(),
                        request.order(),
                        known.free(),
                        request.pages() - 1,
                        known.highatomic(),
                        known.cma(),
                        known.min(),
                        pool.boost().orElse(0),
                        mark,
                        watermarks ? known.reserve() : 0,
                        pool.lists().suitable(request.order()),
                        lists,
                        unknown.nil);
        if (watermarks && figures.margin() <= 0) {
            return shortOfPages(figures);
        }
        if (request.order() == 0) {
            return known.free() > 0 ? new Served(figures) : new NoBlock(figures);
        }
        if (pool.blocks().isEmpty()) {
            return usable ? new Served(figures) : new NoBlock(figures);
        }
        if (lists.isEmpty()) {
            return new NoBlock(figures);
        }
        if (!usable) {
            return new ForeignBlocks(figures);
        }
        return watermarks && generation == AllocatorGeneration.HALVING_LOOP
                ? loop(figures)
                : new Served(figures);
    }

    private ShortOfPages shortOfPages(Figures figures) {
        long missing = -figures.margin();
        long unboosted = figures.mark() - mark(figures.min() - figures.boost());
        return new ShortOfPages(
                figures,
                figures.cma() > missing,
                figures.highatomic() > missing,
                figures.cma() + figures.highatomic() > missing,
                unboosted > missing,
                figures.reserve() > missing);
    }

    /// ≤ 4.3: with every order its pages fall away and the mark is halved. CMA pages count here.
    private Admission loop(Figures figures) {
        long left = figures.free() - figures.beyond();
        long needed = figures.mark();
        for (int order = 0; order < request.order(); order++) {
            left -= Math.min(pool.lists().pages(order), ForeignPages.MOST);
            needed >>= 1;
            if (left <= needed) {
                return new LoopRefuses(figures, order + 1, left, needed);
            }
        }
        return new Served(figures);
    }

    /// What HIGH and atomic requests are let off: half, then a quarter of what is left. A boosted watermark does not bind an
    /// atomic order-0 request (`zone_watermark_fast`, the kernels that print a boost).
    private long mark(long min) {
        long mark = min;
        boolean newest = generation == AllocatorGeneration.USABLE_BLOCK_FREE_HIGHATOMIC;
        if (request.order() == 0 && (request.harder() || (newest && request.high()))) {
            mark = Math.min(mark, pool.minPages().orElse(min) - pool.boost().orElse(0));
        }
        if (request.high()) {
            mark -= mark / 2;
        }
        if (request.harder()) {
            mark -= mark / 4;
        }
        return mark;
    }

    private Usable usable(long foreignPages, Shortfall unknown) {
        if (pool.blocks().isEmpty()) {
            return Usable.MAYBE;
        }
        boolean lettersMissing = false;
        for (OrderLists list : lists) {
            lettersMissing |= list.types().isEmpty();
            for (MigrateType type : list.types()) {
                if (request.mayUse(type)) {
                    return Usable.YES;
                }
            }
        }
        if (!lettersMissing) {
            return Usable.NO;
        }
        unknown.nil.add(Doubt.TYPES);
        if (pool.lists().pagesFrom(request.order()) > foreignPages) {
            return Usable.YES;
        }
        unknown.doubts.add(Doubt.TYPES);
        return Usable.MAYBE;
    }

    private enum Usable {
        YES,
        NO,
        MAYBE
    }

    private record Case(long free, long min, long reserve, long highatomic, long cma) {}

    /// What the evidence lacks.
    static final class Shortfall {
        private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        private final Set<Doubt> nil = EnumSet.noneOf(Doubt.class);

        Bounds bound(Doubt doubt, Bounds bounds) {
            if (!bounds.exact()) {
                doubts.add(doubt);
            }
            return bounds;
        }

        Bounds nil(Doubt doubt) {
            nil.add(doubt);
            return Bounds.of(0);
        }
    }
}
