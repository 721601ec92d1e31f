/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnose.Settings;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.system.Sysctl;
import dev.highorder.core.runtime.ContainerFailure;
import dev.highorder.core.runtime.ContainerFailure.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// User namespaces are off: `user.max_user_namespaces` is 0 (RHEL 7's default) or `kernel.unprivileged_userns_clone` is.
public final class UserNamespaceRule implements Rule {

    private static final String SAID =
            "The runtime read the setting and says that user namespaces are not enabled.";

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
                        off.isPresent() || said
                                ? "User namespaces are off"
                                : "A user namespace was refused",
                        off.map(s ->
                                        s.name()
                                                + " is 0, so "
                                                + (s.name().startsWith("user.")
                                                        ? "no user namespace can be made."
                                                        : "only root can make user namespaces."))
                                .orElse(said ? SAID : refused(failure.get())),
                        cites)
                .kb("KB-60")
                .missing(off.isPresent() ? new Missing[0] : new Missing[] {settings()});
    }

    private static String refused(ContainerFailure failure) {
        return switch (failure.errno().orElse("")) {
            case "ENOSPC" ->
                    "A clone with a new user namespace failed with ENOSPC, which the kernel answers at"
                            + " user.max_user_namespaces, 0 included.";
            case "EPERM" ->
                    "A clone with a new user namespace failed with EPERM, as unprivileged_userns_clone, AppArmor or a"
                            + " seccomp filter make it.";
            default ->
                    "A clone with a new user namespace was refused, as a kernel without them or with the setting at 0"
                            + " does.";
        };
    }

    private static Optional<Sysctl> off(Examination examination) {
        Settings settings = Settings.of(examination);
        for (String name :
                List.of("user.max_user_namespaces", "kernel.unprivileged_userns_clone")) {
            if (settings.is(name, 0)) {
                return settings.get(name);
            }
        }
        return Optional.empty();
    }

    private static Missing settings() {
        return new Missing(
                "the settings for user namespaces",
                "0 is off; AppArmor restricts them where the last one is 1",
                "sysctl user.max_user_namespaces kernel.unprivileged_userns_clone"
                        + " kernel.apparmor_restrict_unprivileged_userns");
    }
}
