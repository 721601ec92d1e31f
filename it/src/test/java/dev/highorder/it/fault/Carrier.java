/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way to carry the kernel's lines. Lines that are stamped by the kernel's clock or by syslog are printed anew; a line
/// without a stamp that stands between two of them is the continuation of a message and gets its own prefix, as printk and
/// syslog do; other lines stay as they are.
enum Carrier {
    DMESG {
        @Override
        String print(Said said) {
            return "[" + said.uptime() + "] " + said.text();
        }
    },
    DMESG_WITH_CALLER {
        @Override
        String print(Said said) {
            return "[" + said.uptime() + "][    T1] " + said.text();
        }
    },
    DMESG_WITH_TIME {
        @Override
        String print(Said said) {
            return "[" + said.when("EEE MMM ppd HH:mm:ss yyyy") + "] " + said.text();
        }
    },
    DMESG_DECODED {
        @Override
        String print(Said said) {
            return "kern  :warn  : [" + said.uptime() + "] " + said.text();
        }
    },
    CONSOLE {
        @Override
        String print(Said said) {
            return "<4>[" + said.uptime() + "] " + said.text();
        }
    },
    KMSG {
        @Override
        String print(Said said) {
            return "4," + said.number() + "," + said.micros() + ",-;" + said.text();
        }
    },
    SYSLOG {
        @Override
        String print(Said said) {
            return said.when("MMM ppd HH:mm:ss") + " " + said.host() + " kernel: " + said.text();
        }
    },
    SYSLOG_WITH_UPTIME {
        @Override
        String print(Said said) {
            return said.when("MMM ppd HH:mm:ss")
                    + " "
                    + said.host()
                    + " kernel: ["
                    + said.uptime()
                    + "] "
                    + said.text();
        }
    },
    ISO {
        @Override
        String print(Said said) {
            return said.when("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'")
                    + " "
                    + said.host()
                    + " kernel: "
                    + said.text();
        }
    },
    JOURNAL_SHORT_MONOTONIC {
        @Override
        String print(Said said) {
            return "[" + said.uptime() + "] " + said.host() + " kernel: " + said.text();
        }
    },
    JOURNAL_JSON {
        @Override
        String print(Said said) {
            return "{\"__REALTIME_TIMESTAMP\":\""
                    + (1_654_657_475_000_000L + said.micros())
                    + "\",\"_SOURCE_MONOTONIC_TIMESTAMP\":\""
                    + said.micros()
                    + "\",\"_HOSTNAME\":\""
                    + said.host()
                    + "\",\"_TRANSPORT\":\"kernel\",\"SYSLOG_IDENTIFIER\":\"kernel\",\"MESSAGE\":\""
                    + said.text().replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t")
                    + "\"}";
        }
    };

    private static final Pattern UPTIME = Pattern.compile("\\[ *(\\d+)\\.(\\d+)\\] ?(.*)");
    private static final Pattern PROMPT = Pattern.compile("\\w+@([a-z0-9-]+)[ :]");
    private static final Pattern TABLE =
            Pattern.compile("[$#] .*|\\[?\\w+@.*|\\S+[$#] .*|[\\w()]+: +\\d+ kB.*");

    abstract String print(Said said);

    /// A line of the kernel.
    record Said(String host, int number, long micros, String text) {

        private String uptime() {
            return String.format(Locale.ROOT, "%5d.%06d", micros / 1_000_000, micros % 1_000_000);
        }

        private String when(String pattern) {
            return LocalDateTime.ofInstant(
                            Instant.parse("2022-06-08T03:04:35Z").plusNanos(micros * 1_000),
                            ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
        }
    }

    /// Whether a text has lines that can be carried anew.
    static boolean canCarry(String text) {
        return text.lines().anyMatch(line -> UPTIME.matcher(line).matches());
    }

    /// Carries its kernel lines.
    String of(String text) {
        Matcher prompt = PROMPT.matcher(text);
        String host = prompt.find() ? prompt.group(1) : "node-1";
        List<String> out = new ArrayList<>();
        long micros = -1;
        for (String line : text.lines().toList()) {
            Matcher stamped = UPTIME.matcher(line);
            if (stamped.matches()) {
                micros =
                        Long.parseLong(stamped.group(1)) * 1_000_000
                                + Long.parseLong((stamped.group(2) + "000000").substring(0, 6));
                out.add(print(new Said(host, out.size() + 1, micros, stamped.group(3))));
            } else if (micros >= 0 && !line.isBlank() && !TABLE.matcher(line).matches()) {
                out.add(print(new Said(host, out.size() + 1, micros, line)));
            } else {
                micros = -1;
                out.add(line);
            }
        }
        return String.join("\n", out) + "\n";
    }
}
