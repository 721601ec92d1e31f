/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The log of the incident as each way of carrying a log prints it. Who wrote a line is the kernel or the kubelet; where a
/// transport carries the kernel's alone, the kubelet's stay with syslog.
enum Transport {
    SYSLOG(said -> "Jun  8 11:04:35 node-1 " + said.who() + ": " + said.text()),
    SYSLOG_WITH_PRIORITY(said -> "<4>Jun  8 11:04:35 node-1 " + said.who() + ": " + said.text()),
    SYSLOG_WITH_UPTIME(said ->
            "Jun  8 11:04:35 node-1 "
                    + said.who()
                    + ": "
                    + (said.kernel() ? "[4821734.123456] " : "")
                    + said.text()),
    ISO(said -> "2022-06-08T11:04:35.123456+08:00 node-1 " + said.who() + ": " + said.text()),
    JOURNAL_SHORT_PRECISE(said ->
            "Jun 08 11:04:35.123456 node-1 "
                    + said.who()
                    + (said.kernel() ? "" : "[9632]")
                    + ": "
                    + said.text()),
    JOURNAL_SHORT_ISO(said ->
            "2022-06-08T11:04:35+0800 node-1 "
                    + said.who()
                    + (said.kernel() ? "" : "[9632]")
                    + ": "
                    + said.text()),
    DMESG(said -> said.kernel() ? "[4821734.123456] " + said.text() : syslog(said)),
    DMESG_CALLER(said -> said.kernel() ? "[4821734.123456][T187290] " + said.text() : syslog(said)),
    DMESG_HUMAN(said -> said.kernel() ? "[Wed Jun  8 11:04:35 2022] " + said.text() : syslog(said)),
    DMESG_DECODED(said ->
            said.kernel() ? "kern  :warn  : [4821734.123456] " + said.text() : syslog(said)),
    KMSG(said -> said.kernel() ? "4,1234,4821734123456,-;" + said.text() : syslog(said)),
    JOURNAL_JSON(said ->
            "{\"__REALTIME_TIMESTAMP\":\"1654657475123456\",\"_HOSTNAME\":\"node-1\",\"PRIORITY\":\"4\","
                    + "\"SYSLOG_IDENTIFIER\":\""
                    + said.who()
                    + "\",\"_TRANSPORT\":\""
                    + (said.kernel() ? "kernel" : "stdout")
                    + "\",\"MESSAGE\":\""
                    + said.text().replace("\\", "\\\\").replace("\"", "\\\"")
                    + "\"}"),
    JOURNAL_EXPORT(said ->
            "__REALTIME_TIMESTAMP=1654657475123456\n_HOSTNAME=node-1\nPRIORITY=4\nSYSLOG_IDENTIFIER="
                    + said.who()
                    + "\n_TRANSPORT="
                    + (said.kernel() ? "kernel" : "stdout")
                    + "\nMESSAGE="
                    + said.text()
                    + "\n");

    private static final String HEAD = "Jun  8 11:04:35 node-1 ";

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    private final Function<Said, String> print;

    Transport(Function<Said, String> print) {
        this.print = print;
    }

    private record Said(String who, String text) {
        boolean kernel() {
            return who.equals("kernel");
        }
    }

    private static String syslog(Said said) {
        return HEAD + said.who() + ": " + said.text();
    }

    /// Carries the incident's messages, which syslog printed.
    String of(String messages) {
        List<String> lines = new ArrayList<>();
        for (String line : messages.lines().toList()) {
            int colon = line.indexOf(": ", HEAD.length());
            lines.add(
                    print.apply(
                            new Said(
                                    line.substring(HEAD.length(), colon),
                                    line.substring(colon + 2))));
        }
        return String.join("\n", lines) + "\n";
    }

    /// Whether its records have more than a line, or a syntax that a broken line would break.
    boolean wraps() {
        return this != JOURNAL_EXPORT && this != JOURNAL_JSON;
    }
}
