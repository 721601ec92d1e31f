/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.Request;
import dev.highorder.core.buddy.ZonePool;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.MemoryPicture;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A page request held against the free lists: each zone that it may use, with the kernel's own check worked out.
///
/// @param flags absent where the mask cannot be read for want of the kernel's release
/// @param picture the free lists that the request was held against
/// @param zones those the request may use, with what the check says
/// @param barred zones of the picture that the mask shuts out, though they lie on allowed nodes
/// @param shutOut zones on nodes that nodemask, cpuset or THISNODE keep from it, with what the check would say
/// @param unprinted free pages of the machine that no zone of the picture has
/// @param canReclaim whether the task could reclaim memory for itself: the mask lets it sleep, and it is not reclaiming already
/// @param firstCite of the failure
public record RequestCase(
        Request request,
        Optional<GfpFlags> flags,
        MemoryPicture picture,
        List<ZoneCase> zones,
        List<ZonePool> barred,
        List<ZoneCase> shutOut,
        Unprinted unprinted,
        boolean canReclaim,
        Cite firstCite) {

    /// Unusable free space index, in thousandths, from which on blocks of the order are the exception.
    private static final int SCARCE = 950;

    public RequestCase {
        zones = List.copyOf(zones);
        barred = List.copyOf(barred);
        shutOut = List.copyOf(shutOut);
    }

    /// Free pages that the report leaves out, and where they must be.
    public record Unprinted(long pages, Where where) {

        /// Where.
        public enum Where {
            /// In zones above those the request may use, which the report leaves out from 6.1 on (`__show_mem`, gfp_zone).
            ZONES_ABOVE,
            /// On nodes that nodemask or cpuset keep from the request; the report leaves these out (SHOW_MEM_FILTER_NODES).
            NODES_SHUT_OUT,
            /// On nodes outside the task's cpuset, which a kernel request may use all the same, though the report leaves them out.
            NODES_OPEN
        }
    }

    /// A zone the request may use.
    ///
    /// @param admission what the kernel's check says; where it is refused at best and at worst, as at best
    /// @param decided whether the evidence allows one outcome only
    public record ZoneCase(ZonePool pool, Admission admission, boolean decided, Cite cite) {

        public ZoneId zone() {
            return pool.zone();
        }
    }

    public int order() {
        return request.order();
    }

    /// Whether the picture is of the failure's own moment, printed by the kernel.
    public boolean atFailure() {
        return picture.moment() == MemoryPicture.Moment.AT_FAILURE;
    }

    /// Whether the evidence leaves nothing open: the mask read, every zone printed that the request may use, every check decided.
    public boolean decided() {
        boolean unseen =
                unprinted.where() == Unprinted.Where.NODES_OPEN && unprinted.pages() > marks();
        return flags.isPresent()
                && picture.complete()
                && !unseen
                && zones.stream().allMatch(ZoneCase::decided);
    }

    /// What the zones it may use should keep free twice over, at least the request's own size: less than this left out of a
    /// report is what changes while it is printed.
    public long marks() {
        long pages = 0;
        for (ZoneCase zone : zones) {
            pages += zone.pool().highPages().orElse(0);
        }
        return 2 * Math.max(pages, request.pages());
    }

    /// Free pages of the machine that the request may not use because of the node they are on.
    public long onOtherNodes() {
        long pages = unprinted.where() == Unprinted.Where.NODES_SHUT_OUT ? unprinted.pages() : 0;
        for (ZoneCase zone : shutOut) {
            pages += zone.pool().free().orElse(0);
        }
        return pages;
    }

    public boolean any(Class<? extends Admission> kind) {
        return first(kind).isPresent();
    }

    /// Whether a zone would serve the request. In a snapshot of another moment a zone counts only when more than a twentieth of
    /// its free memory stands in large enough blocks: one block left over does not speak against a failure at another time.
    public boolean serves() {
        return serving().isPresent();
    }

    /// The zone with the most free pages that would serve the request.
    public Optional<ZoneCase> serving() {
        return most(zone ->
                zone.admission() instanceof Admission.Served && (atFailure() || !scarce(zone)));
    }

    private boolean scarce(ZoneCase zone) {
        return order() > 0 && new FreeLists(zone.pool().blocks()).unusableIndex(order()) >= SCARCE;
    }

    /// Whether there is a zone and every one answers so.
    public boolean all(Class<? extends Admission> kind) {
        return !zones.isEmpty()
                && zones.stream().allMatch(zone -> kind.isInstance(zone.admission()));
    }

    /// The zone with the most free pages among those that answer so.
    public Optional<ZoneCase> first(Class<? extends Admission> kind) {
        return most(zone -> kind.isInstance(zone.admission()));
    }

    /// The zone with the most free pages.
    public Optional<ZoneCase> most(Predicate<ZoneCase> filter) {
        ZoneCase best = null;
        for (ZoneCase zone : zones) {
            if (filter.test(zone)
                    && (best == null
                            || zone.admission().figures().free()
                                    > best.admission().figures().free())) {
                best = zone;
            }
        }
        return Optional.ofNullable(best);
    }

    public List<Cite> cites() {
        return zones.stream().map(ZoneCase::cite).limit(6).toList();
    }

    public String bytes(long pages) {
        return Amount.pages(pages, picture.pageSize());
    }

    /// `order 6 (256 KiB)`.
    public String asked() {
        return "order " + order() + " (" + bytes(request.pages()) + ")";
    }

    /// Free pages in the zones that the mask shuts out.
    public long barredFree() {
        long pages = 0;
        for (ZonePool pool : barred) {
            pages += pool.free().orElse(0);
        }
        return pages;
    }
}
