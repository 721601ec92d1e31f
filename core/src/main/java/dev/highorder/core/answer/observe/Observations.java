/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.observe;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.buddy.FreeLists;
import dev.highorder.core.buddy.NetnsCounter;
import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnose.RequestCase.ZoneCase;
import dev.highorder.core.diagnose.judge.Judged;
import dev.highorder.core.diagnosis.Finding;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Finding.Status;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.CacheCreateFailure;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.proc.buddy.BuddyInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the evidence shows beside the cause: how many namespaces were made, whether the snapshot is of the failure's moment, how
/// the healthy node compares, whether a remedy was run before the state was read, whether lines were lost.
public final class Observations {

    private final List<Finding> findings = new ArrayList<>();

    private Observations() {}

    public static List<Finding> of(Judged top) {
        Observations observations = new Observations();
        Examination examination = top.examination();
        observations.snapshot(examination);
        observations.baseline(examination);
        observations.namespaces(examination);
        observations.remediesRun(examination.node());
        observations.lostLines(examination.node());
        return observations.findings;
    }

    private void snapshot(Examination examination) {
        Optional<RequestCase> request = examination.request();
        if (examination.episode().isEmpty() || request.isEmpty() || request.get().atFailure()) {
            return;
        }
        List<ZoneCase> serving =
                request.get().zones().stream()
                        .filter(z -> z.admission() instanceof Admission.Served)
                        .toList();
        if (!request.get().serves()) {
            add(
                    "snapshot",
                    Severity.INFO,
                    "The snapshot agrees with the failure",
                    "In it hardly any block, or none, would serve a request of "
                            + request.get().asked()
                            + ", but nothing tells that it was taken at that moment.",
                    request.get().cites(),
                    "KB-71");
            return;
        }
        StringBuilder zones = new StringBuilder();
        for (ZoneCase zone : serving) {
            zones.append(zones.isEmpty() ? "" : ", ")
                    .append(zone.zone())
                    .append(": ")
                    .append(Amount.count(zone.admission().figures().suitable()));
        }
        add(
                "snapshot",
                Severity.WARNING,
                "The snapshot does not show the failure",
                "In it a request of "
                        + request.get().asked()
                        + " would succeed (suitable blocks in "
                        + zones
                        + "). It was taken at another moment, or after kswapd, compaction or a remedy made blocks, and"
                        + " cannot explain the failure.",
                serving.stream().map(ZoneCase::cite).toList(),
                "KB-71");
    }

    /// Zones of the healthy node are compared at the order of the failure; what a node does not ask for does not fail there.
    private void baseline(Examination examination) {
        List<BuddyInfo> healthy = examination.node().baseline(BuddyInfo.class);
        if (healthy.isEmpty() || examination.request().isEmpty()) {
            return;
        }
        int order = examination.request().get().order();
        for (BuddyInfo.Zone zone : healthy.getFirst().zones()) {
            FreeLists lists = new FreeLists(zone.freeBlocks());
            if (zone.zone().zone().equals("Normal") && lists.suitable(order) == 0) {
                add(
                        "baseline",
                        Severity.INFO,
                        "The healthy node is no better off",
                        "Its "
                                + zone.zone()
                                + " has no block of "
                                + examination.request().get().asked()
                                + " at all (fragmentation index "
                                + lists.extfragIndex(order)
                                + " of 1000). It does not fail because nothing there asks for that order.",
                        List.of(zone.cite()),
                        "KB-70");
            }
        }
    }

    private void namespaces(Examination examination) {
        for (Episode.Link link : examination.episode().map(Episode::links).orElse(List.of())) {
            if (link.to() instanceof CacheCreateFailure create) {
                OptionalLong count = NetnsCounter.of(create.cache(), examination.release());
                count.ifPresent(n ->
                        add(
                                "network-namespaces",
                                Severity.INFO,
                                "Network namespaces created",
                                Amount.count(n)
                                        + " network namespaces were created since nf_conntrack was loaded, failed"
                                        + " attempts included: "
                                        + create.cache()
                                        + " carries the counter.",
                                List.of(create.cite()),
                                "KB-01"));
            }
        }
    }

    private void remediesRun(NodeEvidence node) {
        RemedyRuns runs = RemedyRuns.of(node);
        if (!runs.cites().isEmpty()) {
            add(
                    "remedy-ran",
                    Severity.INFO,
                    "A remedy was run",
                    runs.statement(),
                    runs.cites(),
                    "KB-76");
        }
    }

    private void lostLines(NodeEvidence node) {
        List<KernelNotice> suppressed = node.notices(KernelNotice.Kind.CALLBACKS_SUPPRESSED);
        List<KernelNotice> lost = node.notices(KernelNotice.Kind.MESSAGES_LOST);
        List<Cite> cites = new ArrayList<>();
        suppressed.stream().limit(3).map(Fact::cite).forEach(cites::add);
        lost.stream().limit(3).map(Fact::cite).forEach(cites::add);
        if (!cites.isEmpty()) {
            add(
                    "lines-lost",
                    Severity.INFO,
                    "Lines are missing from the log",
                    "The kernel or the logger suppressed messages, so the number of failures is a lower bound.",
                    cites);
        }
    }

    private void add(
            String id, Severity severity, String title, String statement, List<Cite> cites) {
        findings.add(
                new Finding(id, Status.FOUND, severity, title, statement, cites, Optional.empty()));
    }

    private void add(
            String id,
            Severity severity,
            String title,
            String statement,
            List<Cite> cites,
            String kb) {
        findings.add(
                new Finding(id, Status.FOUND, severity, title, statement, cites, Optional.of(kb)));
    }
}
