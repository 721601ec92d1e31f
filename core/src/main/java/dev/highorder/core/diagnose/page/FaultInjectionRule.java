/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.incident.Episode;
import dev.highorder.core.klog.FaultInjected;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.StackDump;
import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import java.util.List;
import java.util.Optional;

/// The kernel was told to fail (lib/fault-inject.c, should_fail): a test, not a shortage.
public final class FaultInjectionRule implements Rule {

    @Override
    public String id() {
        return "fault-injection";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<Cite> told = told(examination);
        if (told.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                Cause.FAULT_INJECTION,
                Confidence.CERTAIN,
                "The kernel was told to fail",
                "Fault injection is on and refused the request"
                        + examination
                                .lead(FaultInjected.class)
                                .flatMap(FaultInjected::name)
                                .map(n -> " (" + n + ")")
                                .orElse("")
                        + "; no memory was short.",
                List.of(told.get()));
    }

    private static Optional<Cite> told(Examination examination) {
        Optional<Fact> lead = examination.episode().map(Episode::lead);
        if (lead.isPresent() && lead.get() instanceof FaultInjected fault) {
            return Optional.of(fault.cite());
        }
        if (lead.isPresent() && lead.get() instanceof KernelEvent event) {
            for (StackDump stack : event.stacks()) {
                for (StackFrame frame : stack.frames()) {
                    if (frame.reliable() && injects(frame.function())) {
                        return Optional.of(frame.cite());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean injects(String function) {
        return function.equals("fail_dump")
                || function.equals("should_fail")
                || function.equals("should_fail_ex")
                || function.equals("should_failslab")
                || function.equals("should_fail_alloc_page");
    }
}
