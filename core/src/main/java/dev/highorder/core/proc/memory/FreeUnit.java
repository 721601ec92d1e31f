/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The unit of the figures that `free` prints: said by a flag, by a suffix, or by the figures themselves.
///
/// @param factor bytes of a figure without a suffix
/// @param base 1000 with `--si`, else 1024: what a suffix without an `i` counts in
record FreeUnit(Free.Unit unit, long factor, long base) {

    private static final FreeUnit ASSUMED = binary(Free.Unit.ASSUMED, 2);

    /// The unit that a command line or a file's name (`free-m.txt`, `sos_commands/memory/free_-h`) says;
    /// `ASSUMED` where it says nothing of `free`.
    static FreeUnit ofName(String commandOrPath) {
        List<String> flags = new ArrayList<>();
        if (!flags(commandOrPath, flags)) {
            return ASSUMED;
        }
        long base = flags.contains("si") ? 1000 : 1024;
        Free.Unit unit = Free.Unit.KIB;
        int power = 1;
        for (String flag : flags) {
            switch (flag) {
                case "b", "bytes" -> {
                    unit = Free.Unit.BYTES;
                    power = 0;
                }
                case "k", "kibi", "kilo" -> {
                    unit = Free.Unit.KIB;
                    power = 1;
                }
                case "m", "mebi", "mega" -> {
                    unit = Free.Unit.MIB;
                    power = 2;
                }
                case "g", "gibi", "giga" -> {
                    unit = Free.Unit.GIB;
                    power = 3;
                }
                case "h", "human" -> unit = Free.Unit.HUMAN;
                default -> {}
            }
            if (flag.equals("kilo") || flag.equals("mega") || flag.equals("giga")) {
                base = 1000;
            }
        }
        boolean bare = flags.isEmpty() && commandOrPath.indexOf('.') > 0;
        return bare
                ? ASSUMED
                : new FreeUnit(unit, unit == Free.Unit.HUMAN ? 1 : power(base, power), base);
    }

    /// The unit that the figures of one output tell. Meminfo counts whole pages, so figures in KiB are all
    /// multiples of 4, which those in MiB are only by chance; and no node that runs containers has under 256 MiB
    /// or over 64 TiB.
    static FreeUnit ofFigures(List<String> figures) {
        long total = 0;
        int telling = 0;
        int pages = 0;
        int bytes = 0;
        for (String figure : figures) {
            if (!Fields.decimal(figure)) {
                return binary(Free.Unit.HUMAN, 0);
            }
            long value = Fields.number(figure).orElse(Long.MAX_VALUE);
            total = Math.max(total, value);
            if (value > 0) {
                telling++;
                pages += value % 4 == 0 ? 1 : 0;
                bytes += value % 4096 == 0 ? 1 : 0;
            }
        }
        if (total >= 1L << 37 || (telling >= 3 && bytes == telling && total >= 1L << 24)) {
            return binary(Free.Unit.BYTES, 0);
        }
        if (total >= 1L << 26 || (telling >= 4 && pages == telling && total >= 1L << 14)) {
            return binary(Free.Unit.KIB, 1);
        }
        if (total <= 256) {
            return binary(Free.Unit.GIB, 3);
        }
        if (total >= 4096 && (pages < telling || total < 1L << 14)) {
            return binary(Free.Unit.MIB, 2);
        }
        return total >= 1L << 20 ? binary(Free.Unit.KIB, 1) : ASSUMED;
    }

    /// Bytes of a figure: `257466`, `15G`, `7.6Gi`, `1,0T`, `0B`; empty where it is none.
    OptionalDouble bytes(String figure) {
        int digits = 0;
        while (digits < figure.length() && isFigure(figure.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 20) {
            return OptionalDouble.empty();
        }
        String suffix = figure.substring(digits);
        String plain = figure.substring(0, digits).replace(',', '.');
        if (plain.indexOf('.') != plain.lastIndexOf('.')
                || plain.startsWith(".")
                || plain.endsWith(".")) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(plain);
        if (suffix.isEmpty()) {
            return OptionalDouble.of(value * factor);
        }
        int power = "BKMGTP".indexOf(suffix.toUpperCase(Locale.ROOT).charAt(0));
        String rest = suffix.substring(1);
        if (power < 0 || !(rest.isEmpty() || rest.equals("i") || rest.equals("iB"))) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value * power(rest.isEmpty() ? base : 1024, power));
    }

    private static boolean isFigure(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ',';
    }

    private static FreeUnit binary(Free.Unit unit, int power) {
        return new FreeUnit(unit, power(1024, power), 1024);
    }

    private static long power(long base, int exponent) {
        long product = 1;
        for (int i = 0; i < exponent; i++) {
            product *= base;
        }
        return product;
    }

    /// Collects what stands behind the word `free`; false where there is no such word.
    private static boolean flags(String commandOrPath, List<String> flags) {
        int at = freeWord(commandOrPath);
        if (at < 0) {
            return false;
        }
        String rest = commandOrPath.substring(at + 4);
        int end = rest.indexOf('|');
        rest = end < 0 ? rest : rest.substring(0, end);
        int dot = rest.indexOf('.');
        rest = dot < 0 ? rest : rest.substring(0, dot);
        for (String word : Fields.of(rest.replace('_', ' ')).words()) {
            if (word.startsWith("--")) {
                flags.add(word.substring(2));
            } else if (word.startsWith("-")) {
                for (int i = 1; i < word.length(); i++) {
                    flags.add(word.substring(i, i + 1));
                }
            }
        }
        return true;
    }

    private static int freeWord(String text) {
        int at = text.lastIndexOf("free");
        while (at >= 0) {
            boolean starts = at == 0 || " /;|&\"'(".indexOf(text.charAt(at - 1)) >= 0;
            boolean ends = at + 4 == text.length() || " -_.;|&)".indexOf(text.charAt(at + 4)) >= 0;
            if (starts && ends) {
                return at;
            }
            at = at == 0 ? -1 : text.lastIndexOf("free", at - 1);
        }
        return -1;
    }
}
