/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.FrameLayer;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.MemoryDump;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.OversizedRequest;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.scan.CacheLine;
import dev.highorder.core.klog.scan.CmaLine;
import dev.highorder.core.klog.scan.Cursor;
import dev.highorder.core.klog.scan.NoticeLine;
import dev.highorder.core.klog.scan.SlabLine;
import dev.highorder.core.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// An event in the making: its first line is known, and the lines that belong to it are still coming in.
abstract sealed class Report
        permits AllocationReport,
                VmallocReport,
                OomReport,
                Report.CacheCreate,
                Report.Slab,
                Report.Cma,
                Report.Fault,
                Report.Oversized,
                Report.Notice,
                Report.Dump,
                Report.Profile {

    final Line first;

    /// Place of its first line in the log.
    int place;

    /// When it began, by the stream's clock.
    int began;

    /// When its last line came.
    int touched;

    /// When the last line of its stack came; -1 without one.
    int stackEnd = -1;

    Optional<StackReader> stack = Optional.empty();
    Optional<MemInfoReader> memInfo = Optional.empty();

    Report(Line first) {
        this.first = first;
    }

    /// The task it is about, where its lines say; else empty.
    abstract String comm();

    /// Whether a stack printed by this layer would be its own.
    abstract boolean owns(FrameLayer printer);

    abstract KernelEvent build(Origin origin);

    boolean wantsMemInfo() {
        return false;
    }

    final Optional<StackDump> stackDump() {
        return stack.map(StackReader::build);
    }

    final Optional<MemInfoDump> memInfoDump() {
        return memInfo.map(MemInfoReader::build);
    }

    static final class CacheCreate extends Report {
        private final CacheLine line;

        CacheCreate(Line first, CacheLine line) {
            super(first);
            this.line = line;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return printer == FrameLayer.CACHE;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new CacheCreateFailure(origin, line.cache(), line.errno(), stackDump());
        }
    }

    static final class Slab extends Report {
        private final SlabLine.Head head;
        Optional<SlabLine.Cache> cache = Optional.empty();

        Slab(Line first, SlabLine.Head head) {
            super(first);
            this.head = head;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return false;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new SlabAllocationFailure(
                    origin,
                    head.node(),
                    head.mode(),
                    cache.map(SlabLine.Cache::cache),
                    cache.map(SlabLine.Cache::memcgId).orElse(OptionalLong.empty()),
                    cache.flatMap(SlabLine.Cache::memcgName),
                    cache.map(SlabLine.Cache::objectSize).orElse(OptionalLong.empty()),
                    cache.map(SlabLine.Cache::order).orElse(OptionalInt.empty()),
                    cache.map(SlabLine.Cache::minOrder).orElse(OptionalInt.empty()));
        }
    }

    static final class Cma extends Report {
        private final CmaLine.Failure failure;
        Optional<CmaLine.Available> available = Optional.empty();

        Cma(Line first, CmaLine.Failure failure) {
            super(first);
            this.failure = failure;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return false;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new CmaFailure(
                    origin,
                    failure.area(),
                    failure.pages(),
                    failure.errno(),
                    available.map(CmaLine.Available::free).orElse(OptionalLong.empty()),
                    available.map(CmaLine.Available::total).orElse(OptionalLong.empty()));
        }
    }

    static final class Fault extends Report {
        Optional<String> name = Optional.empty();

        Fault(Line first) {
            super(first);
        }

        /// `name failslab, interval 1, …`, on the head's line or the next.
        boolean takeName(String text) {
            Cursor cursor = new Cursor(text, 0);
            if (name.isPresent() || !text.contains(", interval ") || !cursor.find("name ")) {
                return false;
            }
            name = Optional.of(cursor.until(",").strip());
            return true;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return printer == FrameLayer.FAULT_INJECTION;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new FaultInjected(origin, name, stackDump());
        }
    }

    static final class Oversized extends Report {
        private final String where;

        Oversized(Line first, String where) {
            super(first);
            this.where = where;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return printer == FrameLayer.PAGE
                    || printer == FrameLayer.SLAB
                    || printer == FrameLayer.VMALLOC;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new OversizedRequest(origin, where, stackDump());
        }
    }

    static final class Notice extends Report {
        private final NoticeLine line;

        Notice(Line first, NoticeLine line) {
            super(first);
            this.line = line;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return switch (line.kind()) {
                case PANIC -> printer == FrameLayer.PANIC;
                case KERNEL_BUG,
                        BAD_STATE,
                        STALL,
                        SUBSYSTEM_NO_MEMORY,
                        XFS_DEADLOCK,
                        PAGE_FAULT_OOM ->
                        printer == FrameLayer.OUTSIDE;
                default -> false;
            };
        }

        @Override
        KernelEvent build(Origin origin) {
            return new KernelNotice(
                    origin, line.kind(), line.values(), first.text().strip(), stackDump());
        }
    }

    static final class Dump extends Report {
        Dump(Line first, MemInfoReader reader) {
            super(first);
            memInfo = Optional.of(reader);
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return false;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new MemoryDump(origin, memInfo.orElseThrow().build());
        }
    }

    static final class Profile extends Report {
        final List<MemoryProfile.Site> sites = new ArrayList<>();
        Optional<Line> cut = Optional.empty();
        Line last;

        Profile(Line first) {
            super(first);
            last = first;
        }

        @Override
        String comm() {
            return "";
        }

        @Override
        boolean owns(FrameLayer printer) {
            return false;
        }

        @Override
        KernelEvent build(Origin origin) {
            return new MemoryProfile(origin, sites);
        }
    }
}
