/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;

/// Reads `/etc/os-release`, `/etc/lsb-release`, `lsb_release -a` and the one line of `/etc/redhat-release`.
public record OsReleaseParser() implements NamedBlockParser {

    private static final int LONGEST = 90;

    @Override
    public boolean reads(String pathOrCommand) {
        if (!pathOrCommand.contains("release")) {
            return false;
        }
        NamedFiles files = NamedFiles.of(pathOrCommand);
        return files.endWith("redhat-release")
                || files.endWith("centos-release")
                || files.endWith("system-release")
                || files.endWith("os-release")
                || files.endWith("lsb-release");
    }

    @Override
    public int extent(List<Line> lines, int from) {
        Line line = lines.get(from);
        String text = line.text();
        if (text.isEmpty() || line.frame().framed()) {
            return 0;
        }
        if (redHat(text)) {
            return 1;
        }
        if (!assignment(text) && !labelled(text)) {
            return 0;
        }
        int end = from;
        while (end < lines.size()
                && (assignment(lines.get(end).text()) || labelled(lines.get(end).text()))) {
            end++;
        }
        for (int i = from; i < end; i++) {
            if (!name(lines.get(i).text()).isEmpty()) {
                return end - from;
            }
        }
        return 0;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        String best = "";
        Line at = block.lines().getFirst();
        boolean full = false;
        for (Line line : block.lines()) {
            String text = line.text().strip();
            String name = redHat(text) ? text : name(text);
            boolean complete = !text.startsWith("NAME=");
            if (!name.isEmpty() && (best.isEmpty() || (complete && !full))) {
                best = name;
                at = line;
                full = complete;
            }
        }
        if (best.isEmpty()) {
            return new Parsed<>(
                    List.of(),
                    List.of(
                            Problem.at(
                                    at.cite(),
                                    "expected the name of a distribution, found \""
                                            + at.text()
                                            + "\"")));
        }
        return Parsed.of(List.of(new OsRelease(block.origin(at), best)));
    }

    /// `CentOS Linux release 7.6.1810 (Core)`.
    private static boolean redHat(String text) {
        int release = text.indexOf(" release ");
        if (release < 4 || text.length() > LONGEST || !Character.isUpperCase(text.charAt(0))) {
            return false;
        }
        Fields behind = Fields.from(text, release + 9);
        String last = behind.get(behind.size() - 1);
        return Fields.of(text.substring(0, release)).size() <= 5
                && text.indexOf(':') < 0
                && !behind.get(0).isEmpty()
                && Character.isDigit(behind.get(0).charAt(0))
                && (behind.size() == 1 || last.endsWith(")"));
    }

    /// The name in `PRETTY_NAME="…"`, `DISTRIB_DESCRIPTION="…"`, `Description:\t…` or, for want of these, `NAME="…"`.
    private static String name(String text) {
        String value = "";
        if (text.startsWith("PRETTY_NAME=")) {
            value = text.substring(12);
        } else if (text.startsWith("DISTRIB_DESCRIPTION=")) {
            value = text.substring(20);
        } else if (text.startsWith("Description:")) {
            value = text.substring(12);
        } else if (text.startsWith("NAME=")) {
            value = text.substring(5);
        }
        value = value.strip();
        if (value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
            value = value.substring(1, value.length() - 1);
        }
        return value;
    }

    private static boolean assignment(String text) {
        int equals = text.indexOf('=');
        if (equals < 2 || !Character.isUpperCase(text.charAt(0))) {
            return false;
        }
        String key = text.substring(0, equals);
        return switch (key) {
            case "NAME",
                    "PRETTY_NAME",
                    "VERSION",
                    "VERSION_ID",
                    "VERSION_CODENAME",
                    "ID",
                    "ID_LIKE",
                    "HOME_URL",
                    "BUG_REPORT_URL",
                    "SUPPORT_URL",
                    "PRIVACY_POLICY_URL",
                    "ANSI_COLOR",
                    "CPE_NAME",
                    "PLATFORM_ID",
                    "VARIANT",
                    "VARIANT_ID",
                    "BUILD_ID",
                    "IMAGE_ID",
                    "IMAGE_VERSION",
                    "LOGO",
                    "DEFAULT_HOSTNAME",
                    "SUPPORT_END",
                    "DOCUMENTATION_URL",
                    "VENDOR_NAME",
                    "VENDOR_URL",
                    "UBUNTU_CODENAME",
                    "DEBIAN_VERSION_FULL",
                    "COREOS_BOARD",
                    "OSTREE_VERSION",
                    "OPENSHIFT_VERSION",
                    "RHEL_VERSION" ->
                    true;
            default ->
                    key.startsWith("DISTRIB_")
                            || key.startsWith("REDHAT_")
                            || key.startsWith("CENTOS_")
                            || key.startsWith("ORACLE_")
                            || key.startsWith("ROCKY_")
                            || key.startsWith("ALMALINUX_")
                            || key.startsWith("FLATCAR_");
        };
    }

    private static boolean labelled(String text) {
        return text.startsWith("LSB Version:")
                || text.startsWith("Distributor ID:")
                || text.startsWith("Description:\t")
                || text.startsWith("Description:    ")
                || text.startsWith("Release:")
                || text.startsWith("Codename:");
    }
}
