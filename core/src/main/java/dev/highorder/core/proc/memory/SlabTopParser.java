/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads `slabtop`, printed once (`-o`) or copied from the screen: the `Active / Total` lines, the legend, and rows
/// `OBJS ACTIVE USE SIZE SLABS OBJ/SLAB CACHE-SIZE NAME`, each part also alone. The object size is printed in
/// hundredths of a KiB; it is read as the multiple of 8 bytes next to it.
public record SlabTopParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String first = lines.get(from).text();
        if (first.isEmpty() || !(summary(first) || legend(first) || row(first))) {
            return 0;
        }
        boolean rows = false;
        int end = from;
        int at = from;
        while (at < lines.size()) {
            String text = plain(lines.get(at).text());
            boolean row = row(text);
            if (rows && (summary(text) || legend(text))) {
                break;
            }
            rows |= row;
            if (row || summary(text) || legend(text)) {
                end = at + 1;
            } else if (at > from
                    && row(lines.get(at - 1).text())
                    && unnamed(lines.get(at - 1).text())) {
                end = at + 1;
            } else if (at + 1 >= lines.size() || !fits(lines.get(at + 1).text(), rows)) {
                break;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Problem> problems = new ArrayList<>();
        List<Slabs.Cache> caches = new ArrayList<>();
        Optional<long[]> slabs = Optional.empty();
        Optional<long[]> bytes = Optional.empty();
        Line slabsLine = block.lines().getFirst();
        List<Line> lines = block.lines();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String text = plain(line.text());
            if (summary(text)) {
                if (text.contains(" Slabs ")) {
                    slabs = pair(text);
                    slabsLine = line;
                } else if (text.contains(" Size ")) {
                    bytes = pair(text);
                }
            } else if (row(text)) {
                Fields fields = Fields.of(text);
                String name = String.join(" ", fields.words().subList(7, fields.size()));
                if (name.isEmpty() && i + 1 < lines.size()) {
                    i++;
                    name = plain(lines.get(i).text()).strip();
                }
                caches.add(cache(line, fields, name));
            } else if (!text.isBlank() && !legend(text)) {
                problems.add(
                        Problem.at(
                                line.cite(), "expected a row of slabtop, found \"" + text + "\""));
            }
        }
        Optional<Slabs.Summary> summary = Optional.empty();
        if (slabs.isPresent() && bytes.isPresent()) {
            long[] counts = slabs.get();
            long[] sizes = bytes.get();
            summary =
                    Optional.of(
                            new Slabs.Summary(
                                    counts[0], counts[1], sizes[0], sizes[1], slabsLine.cite()));
        }
        if (caches.isEmpty() && summary.isEmpty()) {
            return new Parsed<>(List.of(), problems);
        }
        return new Parsed<>(
                List.of(new Slabs(block.origin(), Slabs.Source.SLABTOP, caches, summary)),
                problems);
    }

    private static Slabs.Cache cache(Line line, Fields fields, String name) {
        long size = size(fields.get(3)).orElse(0);
        return new Slabs.Cache(
                name,
                fields.number(1).orElse(0),
                fields.number(0).orElse(0),
                (size + 4) / 8 * 8,
                fields.number(4).orElse(0),
                size(fields.get(6)).orElse(0),
                line.cite());
    }

    /// `… : 1658442 / 1658442 (100.0%)`, `… : 4484258.20K / 14550298.17K (30.8%)`.
    private static Optional<long[]> pair(String text) {
        Fields fields = Fields.from(text, text.indexOf(':') + 1);
        OptionalLong first = size(fields.get(0));
        OptionalLong second = size(fields.get(2));
        return first.isPresent() && second.isPresent()
                ? Optional.of(new long[] {first.getAsLong(), second.getAsLong()})
                : Optional.empty();
    }

    /// `0.57K`, `2752544K`, `1.2M`, `345`: bytes, or the count where there is no suffix.
    private static OptionalLong size(String field) {
        int end = field.length();
        int power = 0;
        if (end > 0 && !Character.isDigit(field.charAt(end - 1))) {
            power = "BKMGT".indexOf(field.charAt(end - 1));
            end--;
        }
        int dot = field.indexOf('.') < 0 ? field.indexOf(',') : field.indexOf('.');
        String whole = field.substring(0, dot < 0 ? end : Math.min(dot, end));
        String part = dot < 0 || dot + 1 > end ? "" : field.substring(dot + 1, end);
        if (power < 0
                || !Fields.decimal(whole)
                || whole.length() > 14
                || part.length() > 3
                || !(part.isEmpty() || Fields.decimal(part))) {
            return OptionalLong.empty();
        }
        double value = Long.parseLong(whole);
        double unit = 1;
        for (int i = 0; i < part.length(); i++) {
            unit /= 10;
            value += (part.charAt(i) - '0') * unit;
        }
        return OptionalLong.of(Math.round(value * (1L << (10 * power))));
    }

    private static boolean fits(String text, boolean rows) {
        String next = plain(text);
        return row(next) || (!rows && (summary(next) || legend(next)));
    }

    private static boolean summary(String text) {
        int start = Fields.indent(text);
        return text.startsWith("Active / Total ", start)
                || text.startsWith("Minimum / Average / Maximum Object", start);
    }

    private static boolean legend(String text) {
        return text.contains("OBJS ACTIVE") && text.contains("CACHE SIZE");
    }

    private static boolean row(String text) {
        int percent = text.indexOf('%');
        if (percent < 0 || percent > 60) {
            return false;
        }
        Fields fields = Fields.of(plain(text));
        return fields.size() >= 7
                && fields.size() <= 11
                && fields.number(0).isPresent()
                && fields.number(1).isPresent()
                && fields.get(2).endsWith("%")
                && suffixed(fields.get(3))
                && fields.number(4).isPresent()
                && fields.number(5).isPresent()
                && suffixed(fields.get(6));
    }

    private static boolean suffixed(String field) {
        return !field.isEmpty()
                && !Character.isDigit(field.charAt(field.length() - 1))
                && size(field).isPresent();
    }

    private static boolean unnamed(String text) {
        return Fields.of(plain(text)).size() == 7;
    }

    /// Without the sequences that move a terminal's cursor and change its colours.
    private static String plain(String text) {
        if (text.indexOf('\u001b') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at++;
            if (c != '\u001b') {
                plain.append(c);
                continue;
            }
            char kind = at < text.length() ? text.charAt(at) : ' ';
            at++;
            if (kind == '[') {
                while (at < text.length() && (text.charAt(at) < '@' || text.charAt(at) > '~')) {
                    at++;
                }
                at++;
            } else if (kind == '(' || kind == ')') {
                at++;
            }
        }
        return plain.toString();
    }
}
