/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.buddy;

import dev.highorder.core.document.Fields;
import dev.highorder.core.model.ZoneId;
import org.jspecify.annotations.Nullable;

/// The head that each zone's row has in the files of mm/vmstat.c: `Node 0, zone   Normal`.
///
/// @param end position behind the zone's name
record ZoneHead(ZoneId zone, int end) {

    /// Null where the line does not begin so.
    static @Nullable ZoneHead of(String text) {
        int at = Fields.indent(text);
        if (!text.startsWith("Node", at)) {
            return null;
        }
        at = skipBlanks(text, at + 4);
        int digits = at;
        int node = 0;
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && at < digits + 5) {
            node = node * 10 + Character.digit(text.charAt(at), 10);
            at++;
        }
        int comma = skipBlanks(text, at);
        if (at == digits || comma >= text.length() || text.charAt(comma) != ',') {
            return null;
        }
        at = skipBlanks(text, comma + 1);
        if (!text.startsWith("zone", at)) {
            return null;
        }
        int name = skipBlanks(text, at + 4);
        int end = name;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (name == at + 4 || end == name || !Character.isLetter(text.charAt(name))) {
            return null;
        }
        return new ZoneHead(new ZoneId(node, text.substring(name, end)), end);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
