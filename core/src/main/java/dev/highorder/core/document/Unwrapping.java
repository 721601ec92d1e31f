/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the log lines of a source and undoes hard wraps: a line without a prefix, directly behind a log
/// line that has one, is the rest of it where the widths agree; in a paste without prefixes lines are joined
/// only where the text itself shows that it goes on.
final class Unwrapping {

    private static final int MOST_PIECES = 24;
    private static final int LONGEST = 16_000;

    private final List<Line> source;
    private final List<Line> log = new ArrayList<>();
    private boolean open;
    private int pieces;
    private int lastNumber;
    private int lastWidth;
    private int contentAt;
    private Optional<PageWidth> page = Optional.empty();
    private Optional<BarePage> bare = Optional.empty();

    /// @param source all lines of the source, from which the usual width of its log lines is taken
    Unwrapping(List<Line> source) {
        this.source = source;
    }

    List<Line> log() {
        return log;
    }

    /// What comes next is no continuation: a prompt, a block, an output.
    void close() {
        open = false;
    }

    void add(Line line) {
        if (line.frame().framed()) {
            start(line);
            contentAt = offset(line);
            return;
        }
        if (line.text().isBlank()) {
            log.add(line);
            open = false;
            return;
        }
        if (!open || line.cite().line() != lastNumber + 1 || log.isEmpty()) {
            start(line);
            return;
        }
        Line head = log.getLast();
        if (head.frame().framed()
                && (offset(line) == contentAt + 1
                        || Continuation.ownLine(head.text(), line.text()))) {
            log.add(new Line(line.cite(), " " + line.text().strip(), head.frame()));
            lastNumber = line.cite().line();
        } else if (pieces < MOST_PIECES
                && head.text().length() < LONGEST
                && continues(head, line)) {
            log.removeLast();
            String before = head.text().stripTrailing();
            String behind = line.text().strip();
            boolean broken =
                    head.frame().framed()
                            ? lastWidth == page().cut()
                            : bare().breaksWord(lastWidth);
            boolean inWord = broken && !Continuation.isBetweenWords(before, behind);
            String whole = before + (inWord ? "" : " ") + behind;
            for (String text : RecordText.lines(whole, head.frame())) {
                log.add(new Line(head.cite(), text, head.frame()));
            }
            pieces++;
            lastNumber = line.cite().line();
            lastWidth = PageWidth.of(line);
        } else {
            start(line);
        }
    }

    private void start(Line line) {
        log.add(line);
        open = true;
        pieces = 1;
        lastNumber = line.cite().line();
        lastWidth = PageWidth.of(line);
    }

    private boolean continues(Line head, Line next) {
        String text = next.text().strip();
        if (text.startsWith("-- ") || text.contains("+0x") || begins(text)) {
            return false;
        }
        if (Continuation.shownBy(head.text(), text)
                || Continuation.folds(head.text(), next.text())) {
            return true;
        }
        return head.frame().framed()
                ? offset(next) >= Math.max(8, contentAt)
                        || page().isFull(lastWidth, firstWord(text))
                : next.text().charAt(0) != ' '
                        && next.text().charAt(0) != '\t'
                        && bare().goesOn(lastWidth, text);
    }

    private BarePage bare() {
        if (bare.isEmpty()) {
            bare = Optional.of(BarePage.of(source));
        }
        return bare.get();
    }

    private PageWidth page() {
        if (page.isEmpty()) {
            page = Optional.of(PageWidth.of(source));
        }
        return page.get();
    }

    /// Lines that begin a message of their own behind one with a prefix, and marks of what was left out.
    private static boolean begins(String text) {
        return text.startsWith("Unable to ")
                || text.startsWith("Call Trace")
                || text.startsWith("Call trace")
                || text.startsWith("Mem-Info:")
                || text.startsWith("Hardware name:")
                || text.startsWith("CPU: ")
                || text.startsWith("SLUB: ")
                || text.startsWith("lowmem_reserve")
                || (text.startsWith("active_anon:") && !text.contains("kB"))
                || isFooter(text)
                || text.startsWith("oom-kill:")
                || text.startsWith("oom_reaper:")
                || text.startsWith("memory: usage ")
                || text.startsWith("memory+swap: usage ")
                || text.startsWith("kmem: usage ")
                || text.startsWith("cache: ")
                || text.startsWith("...")
                || text.startsWith("[...")
                || text.startsWith("\u2026")
                || text.startsWith("<snip")
                || text.startsWith("[snip")
                || text.startsWith("# ")
                || text.startsWith("## ")
                || text.startsWith("* ")
                || text.startsWith("[<")
                || text.contains("page allocation failure")
                || text.contains("invoked oom-killer");
    }

    /// Mem-Info's closing counts: `20618 total pagecache pages`, `262144 pages RAM`.
    private static boolean isFooter(String text) {
        int figure = firstWord(text);
        if (!text.startsWith("pages", figure + 1) && !text.startsWith("total page", figure + 1)) {
            return false;
        }
        for (int i = 0; i < figure; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Where, in the raw line, the text begins behind quotes, prefix and blanks.
    private static int offset(Line line) {
        return PageWidth.of(line)
                - (line.frame().framed() ? line.text().length() : line.text().strip().length());
    }

    private static int firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text.length() : end;
    }
}
