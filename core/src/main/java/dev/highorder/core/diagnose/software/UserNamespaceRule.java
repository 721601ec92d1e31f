/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.system.Sysctl;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// User namespaces are off: `user.max_user_namespaces` is 0 (RHEL 7's default) or `kernel.unprivileged_userns_clone` is.
public final class UserNamespaceRule implements Rule {

    @Override
    public String id() {
        return "user-namespaces-off";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure =
                examination
                        .lead(ContainerFailure.class)
                        .filter(f -> f.clue() == Clue.USER_NAMESPACES_OFF);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        List<Cite> cites = new ArrayList<>(DiskFullRule.cites(examination.episode().orElseThrow()));
        Optional<Sysctl> off = off(examination);
        off.ifPresent(sysctl -> cites.add(sysctl.cite()));
        boolean said = failure.get().message().contains("not enabled");
        return Ruling.Found.of(
                Cause.USERNS_DISABLED,
                off.isPresent() || said ? Confidence.CERTAIN : Confidence.POSSIBLE,
                "User namespaces are off",
                off.map(s -> s.name() + " is 0, so no user namespace can be made.")
                        .orElse(
                                said
                                        ? "The runtime read the setting and says that user namespaces are not enabled."
                                        : "A clone with a new user namespace was refused."),
                cites);
    }

    private static Optional<Sysctl> off(Examination examination) {
        return examination.node().all(Sysctl.class).stream()
                .filter(s ->
                        s.name().equals("user.max_user_namespaces")
                                || s.name().equals("kernel.unprivileged_userns_clone"))
                .filter(s -> s.value().strip().equals("0"))
                .findFirst();
    }
}
