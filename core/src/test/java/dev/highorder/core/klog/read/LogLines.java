/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Frame;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The framing that these tests need, without the stage that does it for the product: dmesg, kmsg and syslog prefixes, one line each.
final class LogLines {
    private LogLines() {}

    private static final Pattern DMESG =
            Pattern.compile("^\\[ *(\\d+)\\.(\\d{6})\\](?:\\[ *([TC]\\d+)\\])? ?(.*)$");
    private static final Pattern KMSG = Pattern.compile("^\\d+,\\d+,(\\d+),[^;]*;(.*)$");
    private static final Pattern SYSLOG =
            Pattern.compile(
                    "^(\\w{3} +\\d+ \\d\\d:\\d\\d:\\d\\d) (\\S+) ([\\w.-]+)(?:\\[(\\d+)\\])?: (.*)$");

    static List<Line> of(String text) {
        return of("log", text);
    }

    static List<Line> of(String path, String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            lines.add(frame(new Cite(path, number, raw), raw));
        }
        return lines;
    }

    private static Line frame(Cite cite, String raw) {
        Matcher kmsg = KMSG.matcher(raw);
        if (kmsg.matches()) {
            long micros = Long.parseLong(kmsg.group(1));
            return new Line(cite, kmsg.group(2), boot(micros, Optional.empty()));
        }
        Matcher dmesg = DMESG.matcher(raw);
        if (dmesg.matches()) {
            long micros =
                    Long.parseLong(dmesg.group(1)) * 1_000_000 + Long.parseLong(dmesg.group(2));
            return new Line(
                    cite, dmesg.group(4), boot(micros, Optional.ofNullable(dmesg.group(3))));
        }
        Matcher syslog = SYSLOG.matcher(raw);
        if (syslog.matches()) {
            String pid = syslog.group(4);
            return new Line(
                    cite,
                    syslog.group(5),
                    new Frame(
                            Optional.of(
                                    new Stamp(
                                            syslog.group(1),
                                            Optional.empty(),
                                            Optional.empty(),
                                            false,
                                            OptionalLong.empty())),
                            Optional.of(syslog.group(2)),
                            syslog.group(3),
                            pid == null
                                    ? OptionalInt.empty()
                                    : OptionalInt.of(Integer.parseInt(pid)),
                            Optional.empty()));
        }
        return new Line(cite, raw, Frame.NONE);
    }

    private static Frame boot(long micros, Optional<String> caller) {
        return new Frame(
                Optional.of(
                        new Stamp(
                                "[" + micros + "]",
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                OptionalLong.of(micros))),
                Optional.empty(),
                "",
                OptionalInt.empty(),
                caller);
    }
}
