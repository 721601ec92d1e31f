/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.incident.MemoryPictures;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.RequestMode;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The page request inside an event, as far as the event names one.
///
/// @param flags absent where the mask cannot be read for want of the kernel's release
/// @param stack the request's own where there is one
public record FailedRequest(
        int order,
        Optional<GfpFlags> flags,
        String comm,
        Optional<String> nodemask,
        Optional<String> memsAllowed,
        Optional<StackDump> stack,
        Cite cite) {

    /// No kernel has blocks of a higher order; a larger number was garbled on its way.
    private static final int LARGEST_ORDER = 30;

    /// Empty for events that are no page request, and for a cgroup's OOM kill: its request did not fail for want of pages.
    public static Optional<FailedRequest> of(Fact event, NodeEvidence node) {
        return read(event, node).filter(failed -> failed.order() <= LARGEST_ORDER);
    }

    private static Optional<FailedRequest> read(Fact event, NodeEvidence node) {
        if (event instanceof AllocationFailure failure) {
            return Optional.of(
                    new FailedRequest(
                            failure.order(),
                            flags(failure.mode(), node),
                            failure.comm(),
                            failure.nodemask(),
                            failure.memsAllowed(),
                            failure.ownStack(),
                            failure.cite()));
        }
        if (event instanceof OomKill kill
                && !kill.memcg()
                && kill.order().isPresent()
                && isRequest(kill)) {
            return Optional.of(
                    new FailedRequest(
                            kill.order().getAsInt(),
                            flags(kill.mode(), node),
                            kill.comm().orElse(""),
                            kill.nodemask(),
                            kill.memsAllowed(),
                            kill.stack(),
                            kill.cite()));
        }
        if (event instanceof VmallocFailure failure
                && failure.reason() == VmallocFailure.Reason.PAGES) {
            return Optional.of(
                    new FailedRequest(
                            failure.order().orElse(0),
                            flags(failure.mode(), node),
                            failure.comm().orElse(""),
                            Optional.empty(),
                            Optional.empty(),
                            failure.stack(),
                            failure.cite()));
        }
        if (event instanceof SlabAllocationFailure failure && failure.memcgId().isEmpty()) {
            return ofSlab(failure, node);
        }
        if (event instanceof KernelNotice notice
                && notice.kind() == KernelNotice.Kind.XFS_DEADLOCK) {
            return ofXfs(notice, node);
        }
        return Optional.empty();
    }

    /// A page fault that ended in VM_FAULT_OOM calls the OOM killer with a mask of 0: no page was asked for there.
    private static boolean isRequest(OomKill kill) {
        return kill.mode().mask().isEmpty() || kill.mode().mask().getAsLong() != 0;
    }

    /// The slab allocator says so after its last try, which is of the cache's least order (mm/slub.c, allocate_slab). Where the line was cut off before both orders, that is the order of one object (calculate_sizes). Empty where neither was printed.
    private static Optional<FailedRequest> ofSlab(
            SlabAllocationFailure failure, NodeEvidence node) {
        OptionalInt order = failure.minOrder();
        if (failure.order().isEmpty() && failure.objectSize().isPresent()) {
            long size = failure.objectSize().getAsLong();
            order = OptionalInt.of(PageOrder.of(size, MemoryPictures.USUAL_PAGE));
        }
        if (order.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new FailedRequest(
                        order.getAsInt(),
                        flags(failure.mode(), node),
                        "",
                        failure.node().isPresent() && failure.node().getAsInt() >= 0
                                ? Optional.of(Integer.toString(failure.node().getAsInt()))
                                : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        failure.cite()));
    }

    private static Optional<FailedRequest> ofXfs(KernelNotice notice, NodeEvidence node) {
        Optional<String> bytes = notice.value("bytes").filter(text -> text.length() <= 15);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        String mode = notice.value("mode").orElse("");
        OptionalLong mask = hex(mode);
        return Optional.of(
                new FailedRequest(
                        PageOrder.of(Long.parseLong(bytes.get()), MemoryPictures.USUAL_PAGE),
                        flags(new RequestMode(mask, List.of(), mode), node),
                        notice.value("comm").orElse(""),
                        Optional.empty(),
                        Optional.empty(),
                        notice.stack(),
                        notice.cite()));
    }

    private static OptionalLong hex(String text) {
        boolean digits =
                text.length() > 2
                        && text.length() <= 17
                        && text.startsWith("0x")
                        && text.substring(2).chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return digits
                ? OptionalLong.of(Long.parseLong(text.substring(2), 16))
                : OptionalLong.empty();
    }

    static Optional<GfpFlags> flags(RequestMode mode, NodeEvidence node) {
        return GfpFlags.read(mode.mask(), mode.names(), node.release());
    }
}
