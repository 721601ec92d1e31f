/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A thread or process could not be made and the errno is EPERM: no limit of the kernel answers so. A seccomp filter does, when the
/// runtime is older than the container's C library and refuses clone3 rather than saying that it does not know it.
public final class RefusedCallRule implements Rule {

    @Override
    public String id() {
        return "seccomp";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination.lead(ContainerFailure.class).filter(RefusedCallRule::concerns);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        return Ruling.Found.of(
                        Cause.RUNTIME_OTHER,
                        Confidence.POSSIBLE,
                        "A system call was forbidden, not short of anything",
                        "A thread or process could not be made: EPERM, which a seccomp filter answers for a call that it"
                                + " does not know, as an old runc or libseccomp does for clone3; a limit would answer EAGAIN.",
                        DiskFullRule.cites(examination.episode().orElseThrow()))
                .kb("KB-64")
                .rulingOut(
                        new RuledOut(
                                Optional.of(Cause.PIDS_OR_ULIMIT),
                                Optional.empty(),
                                "a limit on tasks answers EAGAIN, not EPERM",
                                List.of(failure.get().cite()),
                                Optional.of("KB-56")))
                .missing(
                        new Missing(
                                "versions of runc and libseccomp, and whether it works without the filter",
                                "tells the filter from another refusal",
                                "runc --version; docker run --rm --security-opt seccomp=unconfined <image> true"));
    }

    private static boolean concerns(ContainerFailure failure) {
        String said = failure.message().toLowerCase(Locale.ROOT);
        return failure.errno().equals(Optional.of("EPERM"))
                && (said.contains("pthread_create")
                        || said.contains("thread")
                        || said.contains("clone")
                        || said.contains("fork"))
                && !said.contains("cannot clone");
    }
}
