/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.klog.scan.Headline;
import dev.highorder.core.klog.scan.RequestTail;
import dev.highorder.core.klog.scan.VmallocLine;
import dev.highorder.core.model.Origin;
import java.util.Optional;
import java.util.OptionalInt;

/// A failed vmalloc in the making.
final class VmallocReport extends Report {
    private final VmallocLine line;
    private String comm;
    private OptionalInt order;
    RequestTail tail;

    VmallocReport(Line first, VmallocLine line) {
        super(first);
        this.line = line;
        this.comm = line.comm();
        this.order = line.order();
        this.tail = line.tail();
    }

    /// Up to 4.8 the usual headline follows the line that says how much was wanted.
    boolean takes(Headline headline) {
        if (!comm.isEmpty() || !line.message().startsWith("vmalloc: allocation failure")) {
            return false;
        }
        comm = headline.comm();
        order = OptionalInt.of(headline.order());
        tail = headline.tail();
        return true;
    }

    @Override
    String comm() {
        return comm;
    }

    @Override
    boolean owns(FrameLayer printer) {
        return printer == FrameLayer.WARN_ALLOC || printer == FrameLayer.VMALLOC;
    }

    @Override
    boolean wantsMemInfo() {
        return memInfo.isEmpty() && (!comm.isEmpty() || stack.isPresent());
    }

    @Override
    KernelEvent build(Origin origin) {
        String task = comm.isEmpty() ? stack.map(StackReader::comm).orElse("") : comm;
        return new VmallocFailure(
                origin,
                line.reason(),
                task.isEmpty() ? Optional.empty() : Optional.of(task),
                line.bytes(),
                order,
                tail.mode(),
                stackDump(),
                memInfoDump(),
                line.message());
    }
}
