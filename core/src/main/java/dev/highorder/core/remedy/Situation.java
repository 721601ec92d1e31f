/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.model.KernelRelease;
import java.util.Optional;

/// What a remedy is chosen by.
///
/// @param kb the page that the verdict follows from, which tells more than the cause
/// @param callSite the function that asked for the pages
/// @param numaNodes of the node, 1 where not known
public record Situation(
        Cause cause,
        Optional<String> kb,
        Optional<String> callSite,
        Optional<KernelRelease> release,
        int numaNodes) {

    /// Whether the verdict follows from one of these pages.
    boolean of(String... pages) {
        for (String page : pages) {
            if (kb.equals(Optional.of(page))) {
                return true;
            }
        }
        return false;
    }

    boolean askedBy(String function) {
        return callSite.equals(Optional.of(function));
    }

    /// Whether the kernel is known to be at least of that version.
    boolean atLeast(int major, int minor) {
        return release.map(r -> r.atLeast(major, minor)).orElse(false);
    }

    /// Whether the kernel is known to be older.
    boolean below(int major, int minor) {
        return release.map(r -> r.below(major, minor)).orElse(false);
    }

    boolean isEl(int generation) {
        return release.map(r -> r.isEl(generation)).orElse(false);
    }

    /// `cgroup.memory=nokmem` is in 4.5 and later, and in el7 from 1062.4.1 on as far as reports tell; 957 and older ignore it without a
    /// word.
    boolean knowsNokmem() {
        if (!isEl(7)) {
            return atLeast(4, 5);
        }
        int build = release.orElseThrow().elBuild().orElse(0);
        return build > 1062 || (build == 1062 && minorOf1062() >= 4);
    }

    private int minorOf1062() {
        String text = release.orElseThrow().text();
        int at = text.indexOf("-1062.") + 6;
        return at > 5 && at < text.length() ? Character.digit(text.charAt(at), 10) : 0;
    }

    /// How an option gets onto the kernel's command line on this distribution.
    String bootOption(String option) {
        boolean el = release.map(r -> r.el().isPresent()).orElse(false);
        return el
                ? "grubby --update-kernel=ALL --args=" + option + " && reboot"
                : "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&"
                        + option
                        + " /' /etc/default/grub && update-grub && reboot";
    }

    String withoutBootOption(String option) {
        boolean el = release.map(r -> r.el().isPresent()).orElse(false);
        return el
                ? "grubby --update-kernel=ALL --remove-args=" + option + " && reboot"
                : "sed -i 's/" + option + " //' /etc/default/grub && update-grub && reboot";
    }
}
