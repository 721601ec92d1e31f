/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import dev.highorder.core.klog.StackFrame;
import dev.highorder.core.klog.scan.FrameLine;
import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;

/// Finds the frames of a stack whose lines were joined into one: every `function+0x12/0x34`.
final class FrameWords {

    private FrameWords() {}

    static List<StackFrame> of(String text, Cite cite) {
        List<StackFrame> frames = new ArrayList<>();
        int plus = text.indexOf("+0x");
        while (plus >= 0) {
            int start = plus;
            while (start > 0 && symbol(text.charAt(start - 1))) {
                start--;
            }
            if (start < plus) {
                boolean doubtful = text.startsWith("? ", start - 2);
                String name = FrameLine.plain(text.substring(start, plus));
                frames.add(new StackFrame(name, module(text, plus), !doubtful, cite));
            }
            plus = text.indexOf("+0x", plus + 1);
        }
        return frames;
    }

    private static String module(String text, int plus) {
        int blank = plus;
        while (blank < text.length() && text.charAt(blank) != ' ' && text.charAt(blank) != '\n') {
            blank++;
        }
        if (!text.startsWith(" [", blank) || text.startsWith(" [<", blank)) {
            return "";
        }
        int end = blank + 2;
        while (end < text.length() && symbol(text.charAt(end))) {
            end++;
        }
        return text.substring(blank + 2, end);
    }

    private static boolean symbol(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.';
    }
}
