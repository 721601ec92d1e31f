/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.model.Cite;
import java.util.List;

/// A frame of a printed stack, as each architecture and generation writes it (arch/*/kernel/{traps,stacktrace,process,dumpstack}.c):
///
/// | form | kernels |
/// | --- | --- |
/// | `[<ffffffff81685fac>] ? fn+0x19/0x1b [module]` | x86 ≤ 4.9, mips, riscv, s390, parisc, alpha |
/// | `fn+0x19/0x1b [module buildid]`, `fn+0x19/0x1b (C)` | x86 ≥ 4.10, arm64 |
/// | `fn+0x1/0x2 lib/x.c:12`, `fn lib/x.c:12 [inline]` | the same through syzbot's symbolizer |
/// | `[<c010d415>] (callee) from [<c01097a5>] (caller+0x11/0x14)`, `callee from caller+0x11/0x14` | arm |
/// | `[c1c65940] [c07926d4] fn+0x80/0xac (unreliable)` | powerpc |
/// | `[<8001ae08>] 0x8001ae08` | any without kallsyms |
public final class FrameLine {
    private FrameLine() {}

    /// The frames on this line: none where it is no frame, two on the first line of an arm stack.
    ///
    /// @param newest the function of the frame above, which arm repeats as the callee; empty at the top
    public static List<StackFrame> scan(String text, String newest, Cite cite) {
        Cursor cursor = new Cursor(text, 0).blanks();
        while (marker(cursor)) {
            cursor.blanks();
        }
        boolean address = false;
        boolean wrapped = cursor.skip("([") && reopen(cursor);
        while (address(cursor)) {
            address = true;
            cursor.blanks();
        }
        if (cursor.atEnd() || (wrapped && !address)) {
            return List.of();
        }
        boolean reliable = !cursor.skip("? ");
        if (address && cursor.skip("(")) {
            return arm(cursor, newest, cite);
        }
        String name = name(cursor);
        if (name.isEmpty()) {
            return List.of();
        }
        if (name.startsWith("0x")) {
            return address ? List.of(new StackFrame(name, "", reliable, cite)) : List.of();
        }
        if (cursor.skip(" from ")) {
            String caller = name(cursor);
            return offset(cursor) ? pair(name, caller, module(cursor), newest, cite) : List.of();
        }
        String rest = cursor.rest();
        if (rest.startsWith(" ") && rest.endsWith("[inline]") && source(rest.strip())) {
            return List.of(new StackFrame(plain(name), "", reliable, cite));
        }
        if (!offset(cursor) || !end(cursor.rest())) {
            return List.of();
        }
        boolean doubtful = cursor.rest().contains("(unreliable)");
        return List.of(new StackFrame(plain(name), module(cursor), reliable && !doubtful, cite));
    }

    /// The function without the compiler's suffixes, the `_noprof` of 6.10 and the dot of powerpc's descriptors.
    public static String plain(String name) {
        String plain = name.startsWith(".") ? name.substring(1) : name;
        int dot = plain.indexOf('.');
        if (dot > 0) {
            plain = plain.substring(0, dot);
        }
        return plain.endsWith("_noprof") ? plain.substring(0, plain.length() - 7) : plain;
    }

    private static boolean marker(Cursor cursor) {
        int start = cursor.position();
        if (!cursor.skip("<")) {
            return false;
        }
        cursor.skip("/");
        String word = cursor.until(">");
        if (word.isEmpty() || word.length() > 12 || word.indexOf(' ') >= 0 || !cursor.skip(">")) {
            cursor.back(start);
            return false;
        }
        return true;
    }

    private static boolean reopen(Cursor cursor) {
        cursor.back(cursor.position() - 1);
        return true;
    }

    private static boolean address(Cursor cursor) {
        int start = cursor.position();
        if (!cursor.skip("[")) {
            return false;
        }
        boolean angled = cursor.skip("<");
        String digits = cursor.hexDigits();
        if (digits.length() < 6
                || digits.length() > 16
                || (angled && !cursor.skip(">"))
                || !cursor.skip("]")) {
            cursor.back(start);
            return false;
        }
        return true;
    }

    /// `callee[+0x…] [module]) from [<…>] (caller+0x…/0x… [module])`, behind the first bracket.
    private static List<StackFrame> arm(Cursor cursor, String newest, Cite cite) {
        String callee = name(cursor);
        offset(cursor);
        module(cursor);
        if (!cursor.skip(")")
                || !cursor.blanks().skip("from ")
                || !address(cursor)
                || !cursor.blanks().skip("(")) {
            return List.of();
        }
        String caller = name(cursor);
        if (caller.isEmpty() || !offset(cursor)) {
            return List.of();
        }
        String module = module(cursor);
        return cursor.skip(")") ? pair(callee, caller, module, newest, cite) : List.of();
    }

    private static List<StackFrame> pair(
            String callee, String caller, String module, String newest, Cite cite) {
        StackFrame below = new StackFrame(plain(caller), module, true, cite);
        return plain(callee).equals(newest) || callee.isEmpty()
                ? List.of(below)
                : List.of(new StackFrame(plain(callee), "", true, cite), below);
    }

    private static String name(Cursor cursor) {
        String rest = cursor.rest();
        int end = 0;
        while (end < rest.length() && isName(rest.charAt(end))) {
            end++;
        }
        cursor.skip(rest.substring(0, end));
        return rest.substring(0, end);
    }

    private static boolean isName(char c) {
        return Cursor.isDigit(c)
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '.'
                || c == '$';
    }

    /// `+0x19/0x1b`, or `+0x19` alone.
    private static boolean offset(Cursor cursor) {
        if (!cursor.skip("+0x") || cursor.hexDigits().isEmpty()) {
            return false;
        }
        if (cursor.skip("/0x")) {
            cursor.hexDigits();
        }
        return true;
    }

    /// Whether only what may stand behind a frame stands there: a module, a mark in brackets, a source line.
    private static boolean end(String rest) {
        String tail = rest.strip();
        return tail.isEmpty()
                || tail.equals(")")
                || (!rest.equals(rest.stripLeading())
                        && (tail.charAt(0) == '[' || tail.charAt(0) == '(' || source(tail)));
    }

    private static boolean source(String tail) {
        int blank = tail.indexOf(' ');
        String first = blank < 0 ? tail : tail.substring(0, blank);
        int colon = first.lastIndexOf(':');
        return colon > 2
                && first.lastIndexOf('.', colon) > 0
                && colon + 1 < first.length()
                && Cursor.isDigit(first.charAt(colon + 1));
    }

    private static String module(Cursor cursor) {
        cursor.blanks();
        String name = bracketed(cursor);
        return name.equals("inline") ? "" : name;
    }

    /// The first word in square brackets here; the build id behind it is not kept.
    private static String bracketed(Cursor cursor) {
        if (!cursor.skip("[")) {
            return "";
        }
        String inside = cursor.until("]");
        cursor.skip("]");
        cursor.blanks();
        int blank = inside.indexOf(' ');
        return blank < 0 ? inside : inside.substring(0, blank);
    }
}
