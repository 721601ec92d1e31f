/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.system.Sysctl;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Strict commit accounting (`vm.overcommit_memory=2`) refuses address space, not pages: fork and mmap say ENOMEM while memory is
/// free (mm/util.c, __vm_enough_memory).
public final class OvercommitRule implements Rule {

    @Override
    public String id() {
        return "overcommit";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<KernelNotice> said =
                examination
                        .lead(KernelNotice.class)
                        .filter(n -> n.kind() == KernelNotice.Kind.OVERCOMMIT);
        boolean noMemory =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == ContainerFailure.Clue.NO_MEMORY)
                        .isPresent();
        if (said.isEmpty() && !noMemory) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        Optional<Sysctl> strict =
                examination.node().all(Sysctl.class).stream()
                        .filter(s ->
                                s.name().equals("vm.overcommit_memory")
                                        && s.value().strip().equals("2"))
                        .findFirst();
        Optional<MemInfo> full =
                examination.node().all(MemInfo.class).stream()
                        .filter(OvercommitRule::atLimit)
                        .findFirst();
        if (said.isEmpty() && (strict.isEmpty() || full.isEmpty())) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites =
                new ArrayList<>(List.of(examination.episode().orElseThrow().lead().cite()));
        strict.map(Sysctl::cite).ifPresent(cites::add);
        full.flatMap(m -> m.cite("Committed_AS")).ifPresent(cites::add);
        return Ruling.Found.of(
                Cause.OVERCOMMIT,
                strict.isPresent() || full.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                "The commit limit is reached",
                "The kernel refused to promise more address space"
                        + full.map(m ->
                                        ": "
                                                + Amount.bytes(m.bytes("Committed_AS").orElse(0))
                                                + " are committed of a limit of "
                                                + Amount.bytes(m.bytes("CommitLimit").orElse(0)))
                                .orElse("")
                        + ". That is accounting, not a shortage of pages.",
                cites);
    }

    private static boolean atLimit(MemInfo info) {
        return info.bytes("Committed_AS").isPresent()
                && info.bytes("CommitLimit").isPresent()
                && info.bytes("Committed_AS").getAsLong()
                        >= info.bytes("CommitLimit").getAsLong() * 98 / 100;
    }
}
