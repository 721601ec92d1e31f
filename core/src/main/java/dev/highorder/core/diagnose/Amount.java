/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

/// Figures as sentences print them, the same in every locale: `32,464`, `12.1 GiB`.
public final class Amount {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amount() {}

    /// Digits in groups of three.
    public static String count(long number) {
        String digits = Long.toString(Math.abs(number));
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

    public static String pages(long pages, long pageSize) {
        return bytes(pages * pageSize);
    }

    /// Part of a whole in per cent, rounded down.
    public static long percent(long part, long whole) {
        return whole == 0 ? 0 : Math.floorDiv(part * 100, whole);
    }
}
