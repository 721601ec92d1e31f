/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import dev.highorder.core.document.SourceText;
import java.util.Comparator;

/// A log's place among the rotated ones of its name, oldest first: `messages-20260601.gz`, `messages-20260608`,
/// then `messages.2.gz`, `messages.1`, then `messages`. An archived journal file (`system@….journal`) has the time
/// of its first entry in its name. Other files stand in the order of their names.
///
/// @param stem the path without what rotation and compression added; `/` below all other characters, so that a
///     directory stands together
/// @param rank rises with time
record Rotation(String stem, long rank) implements Comparable<Rotation> {

    private static final long CURRENT = Long.MAX_VALUE;
    private static final long NUMBERED = CURRENT - 1_000_000;

    static final Comparator<SourceText> ORDER =
            Comparator.<SourceText, Rotation>comparing(source -> of(source.path()))
                    .thenComparing(SourceText::path);

    static Rotation of(String path) {
        String name = path;
        for (String packed : new String[] {".gz", ".xz", ".zst", ".bz2"}) {
            if (name.endsWith(packed)) {
                name = name.substring(0, name.length() - packed.length());
            }
        }
        int at = name.lastIndexOf('@');
        if (at > 0 && (name.endsWith(".journal") || name.endsWith(".journal~"))) {
            return new Rotation(key(name.substring(0, at) + ".journal"), journalTime(name, at + 1));
        }
        int digits = name.length();
        while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
            digits--;
        }
        int count = name.length() - digits;
        char before = digits > 0 ? name.charAt(digits - 1) : '/';
        boolean date = count == 8 && (before == '-' || before == '.') && isDate(name, digits);
        boolean number = count > 0 && count <= 3 && before == '.';
        if (!date && !number) {
            return new Rotation(key(path), CURRENT);
        }
        long value = Long.parseLong(name, digits, name.length(), 10);
        return new Rotation(key(name.substring(0, digits - 1)), date ? value : NUMBERED - value);
    }

    /// `system@SEQNUMID-SEQNUM-TIME.journal`, or of one that was not closed `system@TIME-RANDOM.journal~`; in µs.
    private static long journalTime(String name, int from) {
        int end = name.lastIndexOf('.');
        int last = name.lastIndexOf('-', end);
        String time =
                name.endsWith("~")
                        ? name.substring(from, Math.max(name.indexOf('-', from), from))
                        : name.substring(Math.max(last + 1, from), end);
        try {
            return Long.parseLong(time, 16);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static boolean isDate(String name, int at) {
        int month = Integer.parseInt(name, at + 4, at + 6, 10);
        int day = Integer.parseInt(name, at + 6, at + 8, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static String key(String path) {
        return path.replace('/', '\u0001');
    }

    @Override
    public int compareTo(Rotation other) {
        int byName = stem.compareTo(other.stem);
        return byName != 0 ? byName : Long.compare(rank, other.rank);
    }
}
