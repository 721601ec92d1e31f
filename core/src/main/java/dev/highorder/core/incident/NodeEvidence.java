/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.memory.Free;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.system.KernelIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// All that the evidence says of one node, in the order of the sources. Every rule asks for facts of a kind, so each kind is
/// looked up once.
public final class NodeEvidence {

    private final Optional<String> name;
    private final List<Fact> facts;
    private final List<Fact> baseline;
    private final Map<Class<?>, List<Fact>> byKind = new ConcurrentHashMap<>();
    private final Optional<Kernel> kernel;

    /// @param name the node's name, if anything names it
    /// @param facts of the node itself
    /// @param baseline facts of the healthy node it is compared with
    /// @param assumedKernel the release that the caller gave for evidence that lacks it
    public NodeEvidence(
            Optional<String> name,
            List<Fact> facts,
            List<Fact> baseline,
            Optional<KernelRelease> assumedKernel) {
        this.name = name;
        this.facts = List.copyOf(facts);
        this.baseline = List.copyOf(baseline);
        this.kernel =
                named(this.facts).or(() -> assumedKernel.map(r -> new Kernel(r, Optional.empty())));
    }

    /// The node's name, if anything names it.
    public Optional<String> name() {
        return name;
    }

    /// What the evidence says of the node itself.
    public List<Fact> facts() {
        return facts;
    }

    /// What it says of the healthy node.
    public List<Fact> baseline() {
        return baseline;
    }

    /// The node's facts of one kind, in order.
    public <F extends Fact> List<F> all(Class<F> kind) {
        List<Fact> found = byKind.computeIfAbsent(kind, k -> List.copyOf(of(facts, kind)));
        return Collections.unmodifiableList(cast(found));
    }

    /// Only facts of the kind are listed under it.
    @SuppressWarnings("unchecked")
    private static <F extends Fact> List<F> cast(List<Fact> found) {
        return (List<F>) found;
    }

    /// The first fact of one kind.
    public <F extends Fact> Optional<F> first(Class<F> kind) {
        return all(kind).stream().findFirst();
    }

    /// The healthy node's facts of one kind.
    public <F extends Fact> List<F> baseline(Class<F> kind) {
        return of(baseline, kind);
    }

    /// Notices of one kind, in order.
    public List<KernelNotice> notices(KernelNotice.Kind kind) {
        List<KernelNotice> found = new ArrayList<>();
        for (KernelNotice notice : all(KernelNotice.class)) {
            if (notice.kind() == kind) {
                found.add(notice);
            }
        }
        return found;
    }

    /// The kernel that the evidence names: by `uname` or `/proc/version`, else by the CPU line of a stack, else by the
    /// boot message, else what the caller gave.
    public Optional<Kernel> kernel() {
        return kernel;
    }

    private static Optional<Kernel> named(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof KernelIdentity identity) {
                return Optional.of(new Kernel(identity.release(), Optional.of(identity.cite())));
            }
        }
        for (Fact fact : facts) {
            if (fact instanceof KernelEvent event) {
                Optional<Kernel> named = namedBy(event);
                if (named.isPresent()) {
                    return named;
                }
            }
        }
        return Optional.empty();
    }

    public Optional<KernelRelease> release() {
        return kernel().map(Kernel::release);
    }

    private static Optional<Kernel> namedBy(KernelEvent event) {
        for (StackDump stack : event.stacks()) {
            Optional<Kernel> kernel = stack.release().flatMap(text -> kernel(text, stack.cite()));
            if (kernel.isPresent()) {
                return kernel;
            }
        }
        if (event instanceof KernelNotice notice
                && notice.kind() == KernelNotice.Kind.LINUX_VERSION) {
            return notice.value("release").flatMap(text -> kernel(text, notice.cite()));
        }
        return Optional.empty();
    }

    private static Optional<Kernel> kernel(String text, Cite cite) {
        return KernelRelease.parse(text).map(release -> new Kernel(release, Optional.of(cite)));
    }

    /// The machine's memory in bytes: MemTotal, what `free` calls total, or the frames of a Mem-Info report.
    public OptionalLong memoryBytes() {
        for (MemInfo info : all(MemInfo.class)) {
            if (info.node().isEmpty() && info.bytes("MemTotal").isPresent()) {
                return info.bytes("MemTotal");
            }
        }
        for (Free free : all(Free.class)) {
            return OptionalLong.of(free.total());
        }
        for (KernelEvent event : all(KernelEvent.class)) {
            Optional<MemInfoDump> dump = event.dump();
            Long ram = dump.map(d -> d.footer().get("ram")).orElse(null);
            if (ram != null) {
                return OptionalLong.of(
                        ram * dump.orElseThrow().pageSize().orElse(MemoryPictures.USUAL_PAGE));
            }
        }
        return OptionalLong.empty();
    }

    /// How many NUMA nodes the evidence shows; empty where nothing tells.
    public OptionalInt numaNodes() {
        int highest = -1;
        for (BuddyInfo snapshot : all(BuddyInfo.class)) {
            for (BuddyInfo.Zone zone : snapshot.zones()) {
                highest = Math.max(highest, zone.zone().node());
            }
        }
        for (KernelEvent event : all(KernelEvent.class)) {
            for (MemInfoDump.ZoneUse zone :
                    event.dump().map(MemInfoDump::zones).orElse(List.of())) {
                highest = Math.max(highest, zone.zone().node());
            }
        }
        return highest < 0 ? OptionalInt.empty() : OptionalInt.of(highest + 1);
    }

    /// Whether anything failed in the kernel log.
    public boolean hasKernelFailure() {
        return !all(AllocationFailure.class).isEmpty() || !all(OomKill.class).isEmpty();
    }

    private static <F extends Fact> List<F> of(List<Fact> facts, Class<F> kind) {
        List<F> found = new ArrayList<>();
        for (Fact fact : facts) {
            if (kind.isInstance(fact)) {
                found.add(kind.cast(fact));
            }
        }
        return found;
    }

    /// @param cite absent where the caller gave the release
    public record Kernel(KernelRelease release, Optional<Cite> cite) {}

    /// The role under which a fact counts for this node.
    static boolean ofBaseline(Fact fact) {
        return fact.origin().role() == Origin.Role.BASELINE;
    }
}
