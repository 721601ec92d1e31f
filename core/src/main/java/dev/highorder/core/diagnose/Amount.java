/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

/// Figures as sentences print them, the same in every locale: `32,464`, `12.1 GiB`.
public final class Amount {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amount() {}

    /// Digits in groups of three.
    public static String count(long number) {
        String signed = Long.toString(number);
        String digits = number < 0 ? signed.substring(1) : signed;
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return number < 0 ? "-" + grouped : grouped.toString();
    }

    /// The largest binary unit that leaves at least 1, with one decimal where it is not whole.
    public static String bytes(long bytes) {
        int unit = 0;
        long divisor = 1;
        while (unit < UNITS.length - 1 && bytes / divisor >= 1024) {
            divisor *= 1024;
            unit++;
        }
        long whole = bytes / divisor;
        long tenth = (bytes % divisor) * 10 / divisor;
        return tenth == 0 || unit == 0
                ? count(whole) + ' ' + UNITS[unit]
                : count(whole) + '.' + tenth + ' ' + UNITS[unit];
    }

    /// As `bytes`; what does not fit into 63 bits (a count out of garbage) stops there.
    public static String pages(long pages, long pageSize) {
        return bytes(pages > Long.MAX_VALUE / pageSize ? Long.MAX_VALUE : pages * pageSize);
    }

    /// Part of a whole in per cent, rounded down.
    public static long percent(long part, long whole) {
        if (whole == 0) {
            return 0;
        }
        return part > Long.MAX_VALUE / 100
                ? part / Math.max(1, whole / 100)
                : Math.floorDiv(part * 100, whole);
    }
}
