/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

/// Says from the words alone whether a line goes on in the next one.
final class Continuation {

    private Continuation() {}

    static boolean shownBy(String head, String next) {
        return headline(head, next)
                || memory(head, next)
                || freeList(head, next)
                || cpu(head, next)
                || profile(head, next)
                || openQuote(head);
    }

    /// Whether a terminal that breaks lines anywhere broke this one at a blank of Mem-Info, which then is lost: behind a figure with
    /// its unit.
    static boolean isBetweenWords(String head, String next) {
        return (head.endsWith("kB") || head.endsWith("kB)") || head.endsWith("unreclaimable?"))
                && Character.isLetterOrDigit(next.charAt(0));
    }

    /// Whether the kernel ended a line between the two: the totals of Mem-Info are one record of several lines, of
    /// which only the first has a prefix.
    static boolean ownLine(String head, String next) {
        String begin = head.strip();
        String text = next.strip();
        return begin.indexOf("kB") < 0
                && text.indexOf("kB") < 0
                && (begin.startsWith("active_anon:") || isTotals(begin))
                && isTotals(text);
    }

    private static boolean isTotals(String text) {
        return text.startsWith("active_file:")
                || text.startsWith("unevictable:")
                || text.startsWith("slab_reclaimable:")
                || text.startsWith("mapped:")
                || text.startsWith("sec_pagetables:")
                || text.startsWith("kernel_misc_reclaimable:")
                || text.startsWith("free:");
    }

    /// `order:2,` + `mode:0x1(GFP_DMA), …`, wherever the wrap fell.
    private static boolean headline(String head, String next) {
        if (!head.contains("page allocation failure") && !head.contains("invoked oom-killer")) {
            return false;
        }
        return next.startsWith("mode:")
                || next.startsWith("order:")
                || next.startsWith("order=")
                || next.startsWith("nodemask=")
                || next.startsWith("cpuset=")
                || next.startsWith("gfp_mask=")
                || next.startsWith("oom_score_adj=")
                || next.startsWith("oom_adj=")
                || next.startsWith("mems_allowed=");
    }

    /// A node's or zone's line of Mem-Info: `Node 0 DMA free:15908kB … ` + `active_anon:0kB …`.
    private static boolean memory(String head, String next) {
        if (!head.contains("kB") || !(head.contains(" free:") || head.contains("active_anon:"))) {
            return false;
        }
        int colon = next.indexOf(':');
        if (next.startsWith("all_unreclaimable?")) {
            return true;
        }
        if (colon <= 0 || colon + 1 >= next.length()) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = next.charAt(i);
            if (!((c >= 'a' && c <= 'z') || c == '_' || c == '(' || c == ')')) {
                return false;
            }
        }
        char value = next.charAt(colon + 1);
        return value == ' ' || (value >= '0' && value <= '9');
    }

    /// `Node 0 DMA: 1*4kB (U) 0*8kB` + `0*16kB … = 15908kB`.
    private static boolean freeList(String head, String next) {
        if (!head.contains("*4kB") || head.contains("= ") || next.isEmpty()) {
            return false;
        }
        char first = next.charAt(0);
        boolean count = first >= '0' && first <= '9' && next.contains("*") && next.contains("kB");
        return count
                || (first == '(' && next.contains("kB"))
                || (first == '=' && next.endsWith("kB"));
    }

    /// `CPU: 0 PID: 1 Comm: x Not tainted` + `5.8.0 #15`, or broken before the `#15`.
    private static boolean cpu(String head, String next) {
        if (!head.contains("Comm: ") || next.isEmpty()) {
            return false;
        }
        if (next.startsWith("#")) {
            return next.length() > 1 && Character.isDigit(next.charAt(1)) && head.indexOf('#') < 0;
        }
        if (next.startsWith("Not tainted") || next.startsWith("Tainted: ")) {
            return !head.contains("ainted");
        }
        boolean open =
                head.endsWith("Not tainted")
                        || head.endsWith("Kdump: loaded")
                        || head.endsWith("Tainted:");
        return open && Character.isDigit(next.charAt(0));
    }

    /// A row of /proc/allocinfo: `1105125376 139252 drivers/…/ice_txrx.c:681` + `[ice] func:ice_alloc_mapped_page`.
    private static boolean profile(String head, String next) {
        return (next.startsWith("func:") || (next.startsWith("[") && next.contains("] func:")))
                && !head.contains(" func:")
                && head.contains(".c:");
    }

    /// A folded value of YAML, as events have it: `message: 'Failed to create pod sandbox: rpc error: code =` with
    /// the rest indented below.
    static boolean folds(String head, String next) {
        String key = head.stripLeading();
        if (!key.startsWith("message: ") && !key.startsWith("- message: ")) {
            return false;
        }
        return indent(next) > indent(head);
    }

    private static int indent(String text) {
        return text.length() - text.stripLeading().length();
    }

    /// A runtime's message in quotes that do not end: `caused "process_linux.go:359: …`.
    private static boolean openQuote(String head) {
        if (!head.contains("caused \"")
                && !head.contains("msg=\"")
                && !head.contains("error=\"")
                && !head.contains("caused \\\"")) {
            return false;
        }
        boolean open = false;
        for (int i = 0; i < head.length(); i++) {
            char c = head.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                open = !open;
            }
        }
        return open;
    }
}
