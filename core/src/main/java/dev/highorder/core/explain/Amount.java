/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

/// Numbers for people: `24,574`, `256 KiB`, `12,058.7 MiB`.
final class Amount {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    private Amount() {}

    static String of(long value) {
        String digits = Long.toString(Math.abs(value));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return value < 0 ? "-" + text : text.toString();
    }

    /// Bytes in KiB, or in MiB with one decimal, cut off.
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " bytes";
        }
        if (bytes < MIB) {
            return of(bytes / KIB) + " KiB";
        }
        long tenths = bytes % MIB * 10 / MIB;
        return of(bytes / MIB) + (tenths == 0 ? "" : "." + tenths) + " MiB";
    }
}
