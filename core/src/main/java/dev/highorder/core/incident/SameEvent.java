/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import dev.highorder.core.klog.AllocationFailure;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.MemInfoDump;
import dev.highorder.core.klog.OomKill;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells whether two facts are one event that stands in the evidence twice: quoted again, or kept by the console and by
/// syslog. The same line is the same event; different transports are compared by the clock they share, else by what was printed.
final class SameEvent {

    /// Syslog keeps whole seconds and writes a little after the kernel.
    private static final Duration TRANSPORT_LAG = Duration.ofSeconds(2);

    private SameEvent() {}

    static <F extends Fact> List<F> distinct(List<F> facts) {
        List<F> kept = new ArrayList<>();
        for (F fact : facts) {
            int twin = -1;
            for (int i = kept.size() - 1; i >= Math.max(0, kept.size() - 64) && twin < 0; i--) {
                if (same(kept.get(i), fact)) {
                    twin = i;
                }
            }
            if (twin < 0) {
                kept.add(fact);
            } else if (weight(fact) > weight(kept.get(twin))) {
                kept.set(twin, fact);
            }
        }
        return kept;
    }

    static boolean same(Fact one, Fact other) {
        if (one.getClass() != other.getClass()) {
            return false;
        }
        if (one.cite().text().strip().equals(other.cite().text().strip())
                && !one.cite().text().isBlank()
                && one.origin().stamp().isPresent()) {
            return true;
        }
        if (!signature(one).equals(signature(other))) {
            return false;
        }
        Optional<Stamp> a = one.origin().stamp();
        Optional<Stamp> b = other.origin().stamp();
        if (a.isPresent() && b.isPresent()) {
            if (a.get().bootMicros().isPresent() && b.get().bootMicros().isPresent()) {
                return a.get().bootMicros().equals(b.get().bootMicros());
            }
            Optional<Duration> apart = a.get().until(b.get());
            if (apart.isPresent()) {
                return !one.cite().path().equals(other.cite().path())
                        && apart.get().abs().compareTo(TRANSPORT_LAG) <= 0;
            }
        }
        return true; // no common clock, and all that was printed is alike
    }

    /// What was printed of an event, without its time.
    private static String signature(Fact fact) {
        if (fact instanceof AllocationFailure failure) {
            return failure.comm()
                    + '|'
                    + failure.order()
                    + '|'
                    + failure.mode().text()
                    + '|'
                    + printed(failure);
        }
        if (fact instanceof OomKill kill) {
            return kill.comm().orElse("")
                    + '|'
                    + kill.victim().orElse("")
                    + kill.victimPid()
                    + '|'
                    + printed(kill);
        }
        return fact.cite().text().strip();
    }

    private static String printed(KernelEvent event) {
        OptionalInt pid =
                event.stacks().stream()
                        .map(StackDump::pid)
                        .filter(OptionalInt::isPresent)
                        .findFirst()
                        .orElse(OptionalInt.empty());
        return pid + "|" + event.dump().map(MemInfoDump::pages).map(pages -> pages.get("free"));
    }

    private static int weight(Fact fact) {
        return fact instanceof KernelEvent event
                ? event.stacks().size() + event.dump().map(d -> 2 + d.zones().size()).orElse(0)
                : 0;
    }
}
