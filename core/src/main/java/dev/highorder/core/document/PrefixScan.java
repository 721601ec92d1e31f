/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Stamp;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A line on its way through the readers of prefixes: where they stand, and what they have found.
final class PrefixScan {

    final String line;
    final PrintedTime scan;
    Optional<Stamp> stamp = Optional.empty();
    OptionalLong boot = OptionalLong.empty();
    OptionalLong since = OptionalLong.empty();
    Optional<String> host = Optional.empty();
    String tag = "";
    OptionalInt pid = OptionalInt.empty();
    Optional<String> caller = Optional.empty();
    boolean partial;

    PrefixScan(String line, int from) {
        this.line = line;
        this.scan = new PrintedTime(line, from);
    }

    /// The same place with the same times, to look ahead from.
    PrefixScan copy() {
        PrefixScan copy = new PrefixScan(line, scan.at);
        copy.stamp = stamp;
        copy.boot = boot;
        return copy;
    }

    LogPrefix.Framed framed(boolean kmsg) {
        Optional<Stamp> when = stamp;
        if (boot.isPresent()) {
            Stamp old = when.orElse(null);
            when =
                    Optional.of(
                            old == null
                                    ? bootStamp(boot.getAsLong())
                                    : new Stamp(
                                            old.text(),
                                            old.instant(),
                                            old.local(),
                                            old.yearKnown(),
                                            boot));
        }
        return new LogPrefix.Framed(
                new Frame(when, host, tag, pid, caller),
                line.substring(Math.min(scan.at, line.length())),
                scan.at,
                kmsg,
                partial,
                since);
    }

    static Stamp bootStamp(long micros) {
        String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
        return new Stamp(
                micros / 1_000_000 + "." + fraction,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.of(micros));
    }

    static boolean number(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    int tokenEnd(int from) {
        int end = line.indexOf(' ', from);
        return end < 0 ? line.length() : end;
    }
}
