/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.scan.Headline;
import dev.highorder.core.klog.scan.RequestTail;
import dev.highorder.core.model.Origin;
import java.util.Optional;

/// A failed page allocation in the making.
final class AllocationReport extends Report {
    private final Headline headline;
    RequestTail tail;
    Optional<StackReader> other = Optional.empty();

    AllocationReport(Line first, Headline headline) {
        super(first);
        this.headline = headline;
        this.tail = headline.tail();
    }

    @Override
    String comm() {
        return headline.comm();
    }

    @Override
    boolean owns(FrameLayer printer) {
        return printer == FrameLayer.WARN_ALLOC || printer == FrameLayer.PAGE;
    }

    @Override
    boolean wantsMemInfo() {
        return memInfo.isEmpty();
    }

    boolean isCut() {
        return tail.mode().equals(RequestTail.NO_MODE);
    }

    @Override
    KernelEvent build(Origin origin) {
        String comm =
                headline.comm().isEmpty()
                        ? stack.map(StackReader::comm).orElse("")
                        : headline.comm();
        return new AllocationFailure(
                origin,
                comm,
                headline.order(),
                tail.mode(),
                tail.nodemask(),
                tail.cpuset(),
                tail.memsAllowed(),
                stackDump(),
                other.map(StackReader::build),
                memInfoDump(),
                headline.kind() == Headline.Kind.STALL);
    }
}
