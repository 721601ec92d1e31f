/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A kernel release as `uname -r` prints it: `3.10.0-1160.49.1.el7.x86_64`, `6.12.48+deb13-amd64`.
///
/// @param text as printed
/// @param major of the upstream version
/// @param minor of the upstream version
/// @param patch of the upstream version, 0 where not printed
/// @param el the RHEL generation (`el7` → 7) of a RHEL, CentOS or clone kernel
/// @param elBuild the first number behind the dash of such a kernel: 1160
public record KernelRelease(
        String text, int major, int minor, int patch, OptionalInt el, OptionalInt elBuild) {

    private static final Pattern VERSION =
            Pattern.compile("^v?(\\d{1,3})\\.(\\d{1,4})(?:\\.(\\d{1,5}))?(.*)$");
    private static final Pattern EL = Pattern.compile("\\.el(\\d{1,2})(?:[._]|$)");
    private static final Pattern BUILD = Pattern.compile("^-(\\d{1,6})");

    /// Empty where the text does not begin with a version number.
    public static Optional<KernelRelease> parse(String text) {
        Matcher version = VERSION.matcher(text.strip());
        if (!version.matches()) {
            return Optional.empty();
        }
        int patch = version.group(3) == null ? 0 : Integer.parseInt(version.group(3));
        String rest = version.group(4);
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        Matcher el = EL.matcher(rest);
        OptionalInt generation = OptionalInt.empty();
        if (el.find()) {
            generation = OptionalInt.of(Integer.parseInt(el.group(1)));
        } else if (major == 3 && minor == 10 && patch == 0 && rest.matches("-\\d{3,4}(\\..*)?")) {
            generation =
                    OptionalInt.of(
                            7); // 3.10.0-1160 without its suffix: only RHEL 7 counts builds so
        }
        Matcher build = BUILD.matcher(rest);
        OptionalInt elBuild =
                generation.isPresent() && build.find()
                        ? OptionalInt.of(Integer.parseInt(build.group(1)))
                        : OptionalInt.empty();
        return Optional.of(
                new KernelRelease(text.strip(), major, minor, patch, generation, elBuild));
    }

    /// Whether the upstream version is at least `major.minor`; says nothing of what a distribution backported.
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return major != wantedMajor ? major > wantedMajor : minor >= wantedMinor;
    }

    public boolean below(int wantedMajor, int wantedMinor) {
        return !atLeast(wantedMajor, wantedMinor);
    }

    public boolean isEl(int generation) {
        return el.isPresent() && el.getAsInt() == generation;
    }
}
