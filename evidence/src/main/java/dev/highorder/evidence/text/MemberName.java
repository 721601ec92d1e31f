/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

/// What a member's name lets expect. A name decides only how much is kept of a text in which nothing of
/// interest stands; where it does, the text is kept whatever the name is.
final class MemberName {

    /// Files whose whole content is a state, and says so only by its name.
    private static final int STATE = 1 << 20;

    /// Of files whose name says nothing.
    static final int USUAL = 16 << 10;

    private static final String[] KEPT = {
        "/hostname",
        "/uname",
        "/uname_-a",
        "/uptime",
        "/date",
        "/os-release",
        "/redhat-release",
        "/system-release",
        "/proc/version",
        "/proc/cmdline",
        "/proc/meminfo",
        "/proc/buddyinfo",
        "/proc/zoneinfo",
        "/proc/vmstat",
        "/proc/slabinfo",
        "/proc/pagetypeinfo",
        "/proc/cgroups",
        "/manifest.json",
        "/hostnamectl_status",
        "/hostnamectl"
    };

    /// Where thousands of files lie that have nothing to do with memory.
    private static final String[] UNLIKELY = {
        "/etc/",
        "/usr/",
        "/lib/",
        "/lib64/",
        "/opt/",
        "/boot/",
        "/dev/",
        "/run/",
        "/home/",
        "/root/",
        "/var/lib/",
        "/var/spool/",
        "/var/cache/",
        "/sos_reports/",
        "/sos_logs/",
        "/namespaces/",
        "/cluster-scoped-resources/",
        "/sys/bus/",
        "/sys/class/",
        "/sys/block/",
        "/sys/module/",
        "/sys/firmware/",
        "/sys/devices/pci",
        "/sys/devices/platform/",
        "/sys/devices/virtual/"
    };

    private MemberName() {}

    /// Up to how many bytes of a text without anything of interest are kept.
    ///
    /// @param name below its place
    static int unaskedBytes(String name) {
        String path = name.startsWith("/") ? name : '/' + name;
        for (String end : KEPT) {
            if (path.endsWith(end)) {
                return STATE;
            }
        }
        for (String part : UNLIKELY) {
            if (path.contains(part)) {
                return 0;
            }
        }
        return isOfProcess(path) ? 0 : USUAL;
    }

    /// `/proc/1234/…`
    private static boolean isOfProcess(String path) {
        int proc = path.indexOf("/proc/");
        return proc >= 0 && path.length() > proc + 6 && Character.isDigit(path.charAt(proc + 6));
    }
}
