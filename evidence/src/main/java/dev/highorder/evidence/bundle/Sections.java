/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import java.util.ArrayList;
import java.util.List;

/// The sections of a supportconfig file, each a source of its own: below `#==[ Configuration File ]===#` and
/// `# /proc/buddyinfo` stands that file, below `#==[ Command ]===#` and `# /usr/bin/free -k` what it printed.
/// They are cited as `memory.txt#/proc/buddyinfo`, with the line numbers of the file.
public final class Sections {

    private static final String HEAD = "#==[ ";
    private static final String LAST_LINES = " - Last ";

    private Sections() {}

    public static boolean areIn(List<SourceText> sources) {
        for (SourceText source : sources) {
            if (next(source.lines(), 0) < source.lines().size()) {
                return true;
            }
        }
        return false;
    }

    /// The source itself where it has no sections.
    static List<SourceText> of(SourceText source) {
        List<SourceLine> lines = source.lines();
        int first = next(lines, 0);
        if (first == lines.size()) {
            return List.of(source);
        }
        List<SourceText> sections = new ArrayList<>();
        if (first > 0) {
            sections.add(part(source, source.path(), lines.subList(0, first)));
        }
        int at = first;
        while (at < lines.size()) {
            int end = next(lines, at + 1);
            String name = at + 1 < end ? name(lines.get(at + 1).text()) : "";
            if (end > at + 2) {
                sections.add(
                        part(
                                source,
                                name.isEmpty() ? source.path() : source.path() + '#' + name,
                                lines.subList(at + (name.isEmpty() ? 1 : 2), end)));
            }
            at = end;
        }
        if (!sections.isEmpty()) {
            SourceText head = sections.getFirst();
            sections.set(
                    0,
                    new SourceText(
                            head.path(),
                            head.lines(),
                            head.readAt(),
                            head.host(),
                            head.role(),
                            source.problems()));
        }
        return sections;
    }

    private static SourceText part(SourceText source, String path, List<SourceLine> lines) {
        return new SourceText(
                path, lines, source.readAt(), source.host(), source.role(), List.of());
    }

    private static int next(List<SourceLine> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).text().startsWith(HEAD)) {
            at++;
        }
        return at;
    }

    private static String name(String line) {
        if (!line.startsWith("# ")) {
            return "";
        }
        int last = line.indexOf(LAST_LINES);
        return line.substring(2, last < 0 ? line.length() : last).strip();
    }
}
