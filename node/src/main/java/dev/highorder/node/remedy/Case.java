/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.diagnosis.Remedy;
import java.util.OptionalInt;

/// What speaks for an action: a diagnosis of the node.
public record Case(Diagnosis.NodeDiagnosis diagnosis, OptionalInt asked) {

    /// PAGE_ALLOC_COSTLY_ORDER: the largest that the kernel must find for everyone.
    private static final int COSTLY = 3;

    private static final int FRAGMENTED = 500;

    /// The order in question: the one asked for, else the one that failed, else 3.
    public int order() {
        if (asked.isPresent()) {
            return asked.getAsInt();
        }
        return diagnosis.incidents().stream()
                .flatMap(incident -> incident.failure().stream())
                .map(failure -> failure.order())
                .flatMapToInt(OptionalInt::stream)
                .max()
                .orElse(COSTLY);
    }

    Guard supports(Action action, Snapshot now) {
        for (Remedy remedy : diagnosis.remedies()) {
            if (action.isMeantBy(remedy.id())) {
                return new Guard(
                        "evidence", true, "the diagnosis (" + word() + ") names " + remedy.id());
            }
        }
        if (action.kind() != Action.Kind.SYSCTL && asked.isPresent() && isFragmented(now)) {
            return new Guard(
                    "evidence",
                    true,
                    "no zone has a block of order " + order() + ", and memory enough is free");
        }
        return new Guard(
                "evidence",
                false,
                "the diagnosis is " + word() + ", and nothing in it asks for this");
    }

    private boolean isFragmented(Snapshot now) {
        boolean fragmented = false;
        for (Snapshot.Zone zone : now.zones()) {
            int index = zone.free().extfragIndex(order());
            if (zone.free().suitable(order()) > 0) {
                return false;
            }
            fragmented |= index > FRAGMENTED;
        }
        return fragmented;
    }

    private String word() {
        return diagnosis.verdict().cause().word() + ", " + diagnosis.verdict().confidence().word();
    }
}
