/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import java.util.ArrayList;
import java.util.List;

/// What a page says that a command prints. A line that is nothing but `…` stands for any lines, or none.
record Expected(List<String> lines) {

    private static final String ANY = "…";

    Expected {
        lines = List.copyOf(lines);
    }

    boolean matches(List<String> printed) {
        return matches(0, printed, 0);
    }

    private boolean matches(int at, List<String> printed, int from) {
        int line = from;
        for (int i = at; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(ANY)) {
                for (int skip = line; skip <= printed.size(); skip++) {
                    if (matches(i + 1, printed, skip)) {
                        return true;
                    }
                }
                return false;
            }
            if (line >= printed.size() || !lines.get(i).equals(printed.get(line))) {
                return false;
            }
            line++;
        }
        return line == printed.size();
    }

    /// What the page should say: all of it, or as many lines of the start as it shows now. Where it leaves out something in
    /// between, only its author can tell what.
    List<String> renewed(List<String> printed) {
        int first = lines.stream().map(String::strip).toList().indexOf(ANY);
        if (first < 0) {
            return printed;
        }
        if (first != lines.size() - 1) {
            return lines;
        }
        List<String> renewed = new ArrayList<>(printed.subList(0, Math.min(first, printed.size())));
        renewed.add(lines.get(first));
        return renewed;
    }
}
