/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import dev.highorder.core.diagnosis.Incident;
import java.util.ArrayList;

/// When and how often an incident was seen, in words.
public final class Seen {

    private Seen() {}

    public static String words(Incident incident) {
        var facts = new ArrayList<String>();
        boolean moment = incident.firstSeen().equals(incident.lastSeen());
        incident.firstSeen()
                .ifPresent(first -> facts.add((moment ? "seen " : "first seen ") + first));
        incident.lastSeen()
                .filter(last -> !moment)
                .ifPresent(last -> facts.add("last seen " + last));
        facts.add(incident.count() == 1 ? "once" : Figures.grouped(incident.count()) + " times");
        incident.suppressed()
                .ifPresent(more -> facts.add(Figures.grouped(more) + " more not printed"));
        return String.join(", ", facts);
    }
}
