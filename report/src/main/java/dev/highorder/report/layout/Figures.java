/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

/// Numbers for people: `24,574`, `256 KiB`, `17.9 GiB`.
public final class Figures {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    public static String grouped(long value) {
        String digits = Long.toString(value);
        int first = value < 0 ? 1 : 0;
        if (digits.length() - first <= 3) {
            return digits;
        }
        var out = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > first; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    /// Binary units; one decimal below 100 of a unit, none where it is even.
    public static String bytes(long bytes) {
        int unit = 0;
        long scale = 1;
        while (unit < UNITS.length - 1 && bytes / scale >= 1024) {
            scale *= 1024;
            unit++;
        }
        long whole = bytes / scale;
        long tenths = scale == 1 ? 0 : (bytes % scale * 10 + scale / 2) / scale;
        if (tenths == 10) {
            whole++;
            tenths = 0;
        }
        boolean even = tenths == 0 || whole >= 100;
        return (whole >= 100 && tenths >= 5 ? whole + 1 : whole)
                + (even ? "" : "." + tenths)
                + " "
                + UNITS[unit];
    }
}
