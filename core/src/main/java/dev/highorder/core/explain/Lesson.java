/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.PageOrder;
import dev.highorder.core.explain.Explanation.Candidate;
import dev.highorder.core.explain.Explanation.Kind;
import dev.highorder.core.gfp.GfpCandidate;
import dev.highorder.core.gfp.GfpFlags;
import dev.highorder.core.gfp.GfpLayout;
import dev.highorder.core.kb.Query;
import dev.highorder.core.kb.QueryText;
import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.CmaFailure;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemoryDump;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.OversizedRequest;
import dev.highorder.core.klog.RequestMode;
import dev.highorder.core.klog.SlabAllocationFailure;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.VmallocFailure;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.proc.buddy.BuddyInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Puts the explanation of one text together.
final class Lesson {

    private final String text;
    private final Cite cite;
    private Optional<KernelRelease> release;
    private Optional<RequestMode> mode = Optional.empty();
    private OptionalInt order = OptionalInt.empty();
    private Optional<Errno> errno = Optional.empty();
    private Optional<StackDump> stack = Optional.empty();
    private Optional<GfpFlags> flags = Optional.empty();
    private Optional<Boolean> sleeping = Optional.empty();
    private Optional<String> zone = Optional.empty();
    private Optional<String> type = Optional.empty();
    private boolean headline;
    private final Set<String> statements = new LinkedHashSet<>();
    private final List<Candidate> candidates = new ArrayList<>();

    Lesson(String text, Optional<KernelRelease> release, Cite cite) {
        this.text = text;
        this.release = release;
        this.cite = cite;
    }

    Explanation ofFreeLists(List<BuddyInfo.Zone> zones) {
        order = Clues.order(text);
        for (BuddyInfo.Zone row : zones) {
            statements.addAll(BuddyLesson.of(row.zone(), new FreeLists(row.freeBlocks()), order));
        }
        statements.add(BuddyLesson.closing());
        if (zones.size() == 1) {
            zone = Optional.of(zones.getFirst().zone().zone());
        }
        return explanation(Kind.BUDDYINFO);
    }

    Explanation ofText(List<KernelEvent> events) {
        events.forEach(this::take);
        List<StackFrame> frames =
                stack.map(StackDump::frames).orElseGet(() -> FrameWords.of(text, cite));
        if (stack.isEmpty() && !frames.isEmpty()) {
            stack = Optional.of(bare(frames));
        }
        if (mode.isEmpty()) {
            mode = Clues.mode(text);
        }
        if (order.isEmpty()) {
            order = Clues.order(text);
        }
        if (errno.isEmpty() && !headline) {
            errno = Clues.errno(text);
        }
        plainNumber();
        mode.ifPresent(this::read);
        Kind kind = kind(frames);
        if (flags.isPresent() && mode.isPresent()) {
            statements.add(decoded(flags.get(), mode.get()));
            doubt(flags.get(), mode.get()).ifPresent(statements::add);
        }
        order.ifPresent(n -> statements.addAll(OrderLesson.of(n, flags)));
        flags.ifPresent(
                known -> statements.addAll(ModeLesson.of(known, release, order.orElse(-1))));
        stack.ifPresent(shown -> statements.addAll(CallSiteLesson.stack(shown)));
        List<String> names = new ArrayList<>();
        frames.forEach(frame -> names.add(frame.function()));
        statements.addAll(CallSiteLesson.demand(names, order, release));
        CallSiteLesson.namespaces(text, release).ifPresent(statements::add);
        statements.addAll(MessageLesson.of(text));
        errno.ifPresent(known -> statements.addAll(MessageLesson.errno(known)));
        if (kind == Kind.HEADLINE || kind == Kind.STACK || kind == Kind.MESSAGE) {
            statements.addAll(CallSiteLesson.knowledge(query(names)));
        }
        if (statements.isEmpty()) {
            statements.add(
                    candidates.isEmpty()
                            ? "Nothing in this text is known here."
                            : "What a mask means depends on the kernel: give its release with --kernel.");
        }
        return explanation(kind);
    }

    private void take(KernelEvent event) {
        if (stack.isEmpty()) {
            stack = event.stacks().stream().findFirst();
            stack.flatMap(StackDump::release)
                    .flatMap(KernelRelease::parse)
                    .filter(printed -> release.isEmpty())
                    .ifPresent(printed -> release = Optional.of(printed));
        }
        switch (event) {
            case AllocationFailure failure ->
                    request(failure.mode(), OptionalInt.of(failure.order()));
            case OomKill kill -> {
                request(kill.mode(), kill.order());
                statements.add(
                        kill.memcg()
                                ? "A cgroup reached its own limit; the node may have plenty of memory."
                                : "The OOM killer was called: reclaim had found too little for this request.");
            }
            case SlabAllocationFailure failure -> request(failure.mode(), failure.order());
            case VmallocFailure failure -> request(failure.mode(), failure.order());
            case CacheCreateFailure failure -> errno = Errno.of(failure.errno());
            case CmaFailure failure -> errno = Errno.of(failure.errno());
            case FaultInjected _,
                    OversizedRequest _,
                    MemoryDump _,
                    MemoryProfile _,
                    KernelNotice _ -> {}
        }
    }

    private void request(RequestMode printed, OptionalInt wanted) {
        if (headline) {
            return;
        }
        headline = true;
        order = wanted;
        if (printed.mask().isPresent() || !printed.names().isEmpty()) {
            mode = Optional.of(printed);
        }
    }

    /// A small number alone is an order; a larger one an error number.
    private void plainNumber() {
        OptionalLong number = Clues.plainNumber(text);
        if (number.isEmpty() || mode.isPresent()) {
            return;
        }
        if (number.getAsLong() <= 10) {
            order = OptionalInt.of((int) number.getAsLong());
            Errno.of((int) number.getAsLong())
                    .ifPresent(other ->
                            statements.add(
                                    "Taken for an order; the error number would be "
                                            + other.name()
                                            + "."));
        } else if (number.getAsLong() <= 133) {
            errno = Errno.of((int) number.getAsLong());
        }
    }

    private void read(RequestMode printed) {
        flags = GfpFlags.read(printed.mask(), printed.names(), release);
        if (flags.isPresent()) {
            known(flags.get());
            return;
        }
        if (printed.mask().isEmpty()) {
            return;
        }
        List<GfpLayout> possible =
                release.map(GfpLayout::possible).filter(list -> !list.isEmpty()).orElse(List.of());
        List<GfpFlags> plausible = new ArrayList<>();
        for (GfpCandidate candidate : GfpCandidate.of(printed.mask().getAsLong())) {
            if (!possible.isEmpty() && !possible.contains(candidate.layout())) {
                continue;
            }
            candidates.add(
                    new Candidate(
                            candidate.layout().kernels(),
                            candidate.plausible() ? candidate.gfp() : List.of(),
                            candidate.ruledOutBy()));
            if (candidate.plausible()) {
                plausible.add(
                        new GfpFlags(
                                candidate.layout().flags(printed.mask().getAsLong()),
                                candidate.gfp(),
                                Optional.of(candidate.layout())));
            }
        }
        agreed(plausible);
    }

    /// What every plausible reading says alike is known without the kernel.
    private void agreed(List<GfpFlags> plausible) {
        statements.add(
                plausible.isEmpty()
                        ? "No kernel known here would print this mask."
                        : "What this mask means depends on the kernel: "
                                + plausible.size()
                                + (plausible.size() == 1 ? " layout makes" : " layouts make")
                                + " sense of it. Give the release with --kernel.");
        if (plausible.isEmpty()) {
            return;
        }
        GfpFlags first = plausible.getFirst();
        boolean same = true;
        for (GfpFlags other : plausible) {
            same &=
                    other.directReclaim() == first.directReclaim()
                            && other.highestZoneRank() == first.highestZoneRank()
                            && other.migrateType() == first.migrateType();
        }
        if (same) {
            known(first);
            statements.add(
                    "All of them agree that it "
                            + (first.directReclaim() ? "may sleep." : "may not sleep."));
        }
    }

    private void known(GfpFlags reading) {
        sleeping = Optional.of(reading.directReclaim());
        zone = Optional.of(ModeLesson.zone(reading));
        type = Optional.of(reading.migrateType().printedName());
    }

    private String decoded(GfpFlags reading, RequestMode printed) {
        String names = String.join("|", reading.printed());
        if (printed.mask().isEmpty()) {
            return "The flags are " + names + ".";
        }
        String hex = "0x" + Long.toHexString(printed.mask().getAsLong());
        String meaning = hex + " is " + (names.isEmpty() ? "a mask without a flag" : names) + " ";
        if (reading.layout().isEmpty()) {
            return meaning + "by the names that are printed with it.";
        }
        boolean sure =
                release.map(GfpLayout::certainty).orElse(GfpLayout.Certainty.READ)
                        == GfpLayout.Certainty.READ;
        return meaning
                + "on this kernel (layout "
                + reading.layout().get()
                + ": "
                + reading.layout().get().kernels()
                + "); the same bits mean other things elsewhere."
                + (sure || !printed.names().isEmpty()
                        ? ""
                        : " That this release uses this layout is not verified.");
    }

    /// A mask that no caller of the given kernel would pass: the release may be another one's.
    private static Optional<String> doubt(GfpFlags reading, RequestMode printed) {
        if (!printed.names().isEmpty() || printed.mask().isEmpty() || reading.layout().isEmpty()) {
            return Optional.empty();
        }
        for (GfpCandidate candidate : GfpCandidate.of(printed.mask().getAsLong())) {
            if (candidate.layout() == reading.layout().get() && !candidate.plausible()) {
                return candidate
                        .ruledOutBy()
                        .map(why ->
                                "Nobody asks for that ("
                                        + why
                                        + "): was it another kernel that printed the mask?");
            }
        }
        return Optional.empty();
    }

    private Kind kind(List<StackFrame> frames) {
        if (headline || (order.isPresent() && mode.isPresent() && !frames.isEmpty())) {
            return Kind.HEADLINE;
        }
        if (frames.size() > 1 && mode.isEmpty()) {
            return Kind.STACK;
        }
        if (mode.isPresent()) {
            return Kind.MODE;
        }
        if (order.isPresent()) {
            return Kind.ORDER;
        }
        if (frames.size() == 1) {
            return Kind.STACK;
        }
        return errno.isPresent() && brief() ? Kind.ERRNO : Kind.MESSAGE;
    }

    /// Whether the text is little more than the error number itself.
    private boolean brief() {
        return text.strip().length() <= 16 || text.strip().toLowerCase(Locale.ROOT).equals(words());
    }

    private String words() {
        return errno.map(Errno::words).orElse("");
    }

    private Query query(List<String> names) {
        Query query = QueryText.of(text, release);
        Set<String> printed = new LinkedHashSet<>(query.flags());
        flags.ifPresent(known -> printed.addAll(known.printed()));
        query = query.withFlags(printed);
        if (!names.isEmpty()) {
            query = query.withFrames(names);
        }
        return order.isPresent() ? query.withOrder(order.getAsInt()) : query;
    }

    private StackDump bare(List<StackFrame> frames) {
        return new StackDump(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                frames,
                cite);
    }

    private Explanation explanation(Kind kind) {
        return new Explanation(
                text,
                kind,
                release.map(KernelRelease::text),
                flags.flatMap(GfpFlags::layout),
                mode.map(RequestMode::mask)
                        .filter(OptionalLong::isPresent)
                        .map(mask -> "0x" + Long.toHexString(mask.getAsLong())),
                flags.map(GfpFlags::printed).orElse(List.of()),
                sleeping,
                zone,
                type,
                order,
                order.isPresent()
                        ? OptionalLong.of(PageOrder.bytes(order.getAsInt(), OrderLesson.PAGE))
                        : OptionalLong.empty(),
                errno,
                List.copyOf(statements),
                candidates);
    }
}
