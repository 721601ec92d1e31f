/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;

/// Recognises the lines of a Mem-Info block (`show_free_areas`, mm/page_alloc.c; mm/show_mem.c since 6.6), also when they are wrapped.
public final class MemInfoShape {
    private MemInfoShape() {}

    private static final String[] ZONES = {
        "Normal", "DMA", "DMA32", "HighMem", "Movable", "Device"
    };

    public static boolean isZone(String word) {
        for (String zone : ZONES) {
            if (zone.equals(word)) {
                return true;
            }
        }
        return false;
    }

    /// Newlines inside a record, as rsyslog (`#012`) and others (`\x0a`, `\n`) write them.
    public static String unescape(String text) {
        if (text.indexOf('#') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        return text.replace("#012", " ").replace("\\x0a", " ").replace("\\n", " ");
    }

    /// A line that belongs to such a block wherever it stands. The answer names the part: no block has two of the same, except
    /// of `H` (huge pages), `L` (lowmem_reserve) and `C` (per-cpu lines of 2.6.32).
    public static Optional<String> part(String text) {
        int start = 0;
        while (start < text.length() && Cursor.isBlank(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            return Optional.empty();
        }
        return switch (text.charAt(start)) {
            case 'M', 'N', 'D', 'H' -> named(text, start);
            case 'l' -> text.startsWith("lowmem_reserve[]:", start) ? key("L") : Optional.empty();
            case 'a', 'u', 's', 'm', 'k', 'f' -> global(text, start);
            default -> footer(text.substring(start)).map(name -> "F:" + name);
        };
    }

    /// A line that can only be the rest of the one before it: counters, per-order counts, their letters or their total.
    public static boolean carriesOn(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        String word = cursor.word();
        if (word.isEmpty()) {
            return false;
        }
        if (word.equals("all_unreclaimable?") || word.equals("=")) {
            return true;
        }
        if (word.equals("Node")) {
            return cursor.blanks().integer().isPresent() && cursor.blanks().atEnd();
        }
        if (word.charAt(0) == '(') {
            return word.endsWith(")") && word.length() <= 9 && isUpper(word, 1, word.length() - 1);
        }
        int star = star(word);
        if (star > 0) {
            return Cursor.isDigit(word.charAt(0)) && word.endsWith("kB");
        }
        int colon = word.indexOf(':');
        boolean name = colon > 2 && isCounter(word, colon);
        return name
                && (colon + 1 == word.length()
                        ? isKilo(cursor.blanks().word(), 0)
                        : isKilo(word, colon + 1));
    }

    /// Where the sign stands between count and size of `34178*4kB`; -1 where the word is none. Markdown takes a pair of asterisks
    /// for emphasis, and what turns that back into text writes underscores.
    public static int star(String word) {
        int at = 0;
        while (at < word.length() && Cursor.isDigit(word.charAt(at))) {
            at++;
        }
        boolean sign = at > 0 && at < word.length() && "*_".indexOf(word.charAt(at)) >= 0;
        return sign ? at : -1;
    }

    /// The name that a footer line's number goes by; `swap_stats` holds none that is kept.
    public static Optional<String> footer(String text) {
        if (text.startsWith("Swap cache stats:")) {
            return key("swap_stats");
        }
        if (text.startsWith("Free swap ") || text.startsWith("Free swap:")) {
            return key("swap_free");
        }
        if (text.startsWith("Total swap ") || text.startsWith("Total swap:")) {
            return key("swap_total");
        }
        Cursor cursor = new Cursor(text, 0);
        if (text.isEmpty()
                || !Cursor.isDigit(text.charAt(0))
                || cursor.decimal().isEmpty()
                || !cursor.skip(" ")) {
            return Optional.empty();
        }
        return switch (cursor.rest().strip()) {
            case "total pagecache pages" -> key("pagecache");
            case "pages in swap cache" -> key("swapcache");
            case "pages RAM", "pages of RAM" -> key("ram");
            case "pages HighMem/MovableOnly", "pages HighMem", "pages of HIGHMEM" -> key("highmem");
            case "pages reserved", "reserved pages" -> key("reserved");
            case "pages cma reserved" -> key("cma_reserved");
            case "pages hwpoisoned" -> key("hwpoisoned");
            case "pages shared" -> key("shared");
            case "pages non-shared" -> key("non_shared");
            default -> Optional.empty();
        };
    }

    private static Optional<String> named(String text, int start) {
        Cursor cursor = new Cursor(text, start);
        if (cursor.skip("Mem-Info:") || cursor.skip("Mem-info:")) {
            return key("HEAD");
        }
        String node = "";
        if (cursor.skip("Node ")) {
            var id = cursor.integer();
            if (id.isEmpty() || (!cursor.skip(" ") && !cursor.atEnd())) {
                return Optional.empty();
            }
            node = id.getAsInt() + " ";
            String rest = cursor.rest();
            if (rest.startsWith("hugepages_")) {
                return key("H");
            }
            if (rest.startsWith("active_anon:")) {
                return key("N:" + node);
            }
        }
        String zone = cursor.word();
        boolean label = zone.endsWith(":");
        String name = label ? zone.substring(0, zone.length() - 1) : zone;
        if (name.isEmpty()
                || (!isZone(name)
                        && (!label || node.isEmpty() || !Character.isUpperCase(name.charAt(0))))) {
            return Optional.empty();
        }
        String next = cursor.blanks().word();
        boolean cut = next.isEmpty() && !node.isEmpty();
        if (label) {
            boolean counts = cut || (star(next) > 0);
            return counts ? key("O:" + node + name) : Optional.empty();
        }
        return cut || next.startsWith("free:")
                ? key("Z:" + node + name)
                : next.equals("per-cpu:") ? key("C") : Optional.empty();
    }

    /// The block of global counters, in pages: its lines by their first name in 2.6.32 to 6.18.
    private static Optional<String> global(String text, int start) {
        int colon = text.indexOf(':', start);
        if (colon < 0 || colon + 1 >= text.length() || !Cursor.isDigit(text.charAt(colon + 1))) {
            return Optional.empty();
        }
        String first = text.substring(start, colon);
        boolean known =
                switch (first) {
                    case "active_anon",
                            "active_file",
                            "unevictable",
                            "slab_reclaimable",
                            "mapped",
                            "sec_pagetables",
                            "kernel_misc_reclaimable",
                            "free" ->
                            true;
                    default -> false;
                };
        int end = colon + 1;
        while (end < text.length() && Cursor.isDigit(text.charAt(end))) {
            end++;
        }
        boolean plain = end == text.length() || !Character.isLetter(text.charAt(end));
        return known && plain ? key("G:" + first) : Optional.empty();
    }

    private static boolean isCounter(String word, int end) {
        for (int i = 0; i < end; i++) {
            char c = word.charAt(i);
            if ((c < 'a' || c > 'z') && c != '_' && c != '(' && c != ')') {
                return false;
            }
        }
        return true;
    }

    /// Digits, and `kB`, `KB` or nothing behind them.
    private static boolean isKilo(String word, int from) {
        int to = from;
        while (to < word.length() && Cursor.isDigit(word.charAt(to))) {
            to++;
        }
        String unit = word.substring(to);
        return to > from && (unit.isEmpty() || unit.equalsIgnoreCase("kB"));
    }

    private static boolean isUpper(String word, int from, int to) {
        for (int i = from; i < to; i++) {
            if (word.charAt(i) < 'A' || word.charAt(i) > 'Z') {
                return false;
            }
        }
        return from < to;
    }

    private static Optional<String> key(String key) {
        return Optional.of(key);
    }
}
