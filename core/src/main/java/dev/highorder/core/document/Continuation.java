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
                || openQuote(head);
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

    private static boolean cpu(String head, String next) {
        boolean open =
                head.endsWith("Not tainted")
                        || head.endsWith("Kdump: loaded")
                        || head.endsWith("Tainted:");
        return open
                && head.contains("Comm: ")
                && !next.isEmpty()
                && (Character.isDigit(next.charAt(0))
                        || next.startsWith("Not tainted")
                        || next.startsWith("Tainted"));
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
