/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.Requester;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.scan.CpuLine;
import dev.highorder.core.klog.scan.FrameLine;
import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Collects one printed stack: its CPU line, its hardware line, its frames. Registers, code bytes and raw stack words are passed over.
final class StackReader {
    private final Cite cite;
    private Optional<CpuLine> cpu;
    private final List<StackFrame> frames = new ArrayList<>();
    private Optional<String> hardware = Optional.empty();
    private boolean callTrace;

    StackReader(Cite cite, Optional<CpuLine> cpu) {
        this.cite = cite;
        this.cpu = cpu;
    }

    /// Takes a line that belongs to the stack; false where it is none of its own.
    boolean take(String text, Cite at) {
        int hw = text.indexOf("Hardware name: ");
        if (hw >= 0 && hw <= 2) {
            hardware = Optional.of(text.substring(hw + 15).strip());
            return true;
        }
        if (frames.isEmpty() && hardware.isEmpty() && !callTrace && cpu.isPresent()) {
            Optional<CpuLine> whole = cpu.get().carriedOn(text);
            if (whole.isPresent()) {
                cpu = whole;
                return true;
            }
        }
        String newest = frames.isEmpty() ? "" : frames.getLast().function();
        return frames.addAll(FrameLine.scan(text, newest, at));
    }

    /// Notes a `Call Trace:`; false where one stood already and frames followed, so that this is another stack's.
    boolean callTrace() {
        if (callTrace && !frames.isEmpty()) {
            return false;
        }
        callTrace = true;
        return true;
    }

    boolean hasFrames() {
        return !frames.isEmpty();
    }

    /// Who printed it, as far as its frames tell by now.
    Optional<FrameLayer> printer() {
        return Requester.printer(frames);
    }

    /// Whether enough frames are there to tell who printed it: a reliable one with a symbol, below dump_stack.
    boolean printerKnown() {
        StackFrame last = frames.getLast();
        return last.reliable() && printer().isPresent();
    }

    String comm() {
        return cpu.map(CpuLine::comm).orElse("");
    }

    Cite cite() {
        return cite;
    }

    StackDump build() {
        String comm = comm();
        return new StackDump(
                comm.isEmpty() ? Optional.empty() : Optional.of(comm),
                cpu.map(CpuLine::pid).orElse(OptionalInt.empty()),
                cpu.map(CpuLine::cpu).orElse(OptionalInt.empty()),
                cpu.flatMap(CpuLine::release),
                cpu.map(CpuLine::taint).orElse(""),
                hardware,
                frames,
                cite);
    }
}
