/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a JSON value as logs print it: one object a line, maybe cut. Values are `String` (numbers and words
/// stay text), `List` and `Map`. Anything that is no JSON gives an empty answer; nothing is thrown.
public final class Json {

    private static final int MAX_DEPTH = 32;

    private final String text;
    private int at;

    private Json(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /// The object that the text begins with; what follows it is not looked at.
    public static Optional<Map<String, Object>> object(String text) {
        Json json = new Json(text, 0);
        json.blanks();
        if (!json.next('{')) {
            return Optional.empty();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        return json.members(members, 0) ? Optional.of(members) : Optional.empty();
    }

    /// The member as text, where it is a string, number or word, or an array of bytes (as the journal
    /// writes a message that is not UTF-8).
    public static Optional<String> string(Map<String, Object> object, String name) {
        return switch (object.get(name)) {
            case null -> Optional.empty();
            case String value -> Optional.of(value);
            case List<?> bytes -> utf8(bytes);
            default -> Optional.empty();
        };
    }

    private static Optional<String> utf8(List<?> bytes) {
        byte[] raw = new byte[bytes.size()];
        for (int i = 0; i < raw.length; i++) {
            if (!(bytes.get(i) instanceof String number) || !isByte(number)) {
                return Optional.empty();
            }
            raw[i] = (byte) Integer.parseInt(number);
        }
        return Optional.of(new String(raw, StandardCharsets.UTF_8));
    }

    private static boolean isByte(String number) {
        return !number.isEmpty()
                && number.length() <= 3
                && number.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(number) <= 255;
    }

    private boolean members(Map<String, Object> into, int depth) {
        blanks();
        if (next('}')) {
            return true;
        }
        do {
            blanks();
            Optional<String> name = quoted();
            blanks();
            if (name.isEmpty() || !next(':')) {
                return false;
            }
            Optional<Object> value = value(depth + 1);
            if (value.isEmpty()) {
                return false;
            }
            into.put(name.get(), value.get());
            blanks();
        } while (next(','));
        return next('}');
    }

    private Optional<Object> value(int depth) {
        blanks();
        if (depth > MAX_DEPTH || at >= text.length()) {
            return Optional.empty();
        }
        if (text.charAt(at) == '"') {
            return quoted().map(string -> string);
        }
        if (next('{')) {
            Map<String, Object> members = new LinkedHashMap<>();
            return members(members, depth) ? Optional.of(members) : Optional.empty();
        }
        if (next('[')) {
            return array(depth);
        }
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at == from ? Optional.empty() : Optional.of(text.substring(from, at));
    }

    private Optional<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        blanks();
        if (next(']')) {
            return Optional.of(items);
        }
        do {
            Optional<Object> item = value(depth + 1);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            blanks();
        } while (next(','));
        return next(']') ? Optional.of(items) : Optional.empty();
    }

    private Optional<String> quoted() {
        if (!next('"')) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return Optional.of(out.toString());
            }
            if (c != '\\') {
                out.append(c);
            } else if (at < text.length()) {
                escaped(text.charAt(at++), out);
            }
        }
        return Optional.empty();
    }

    private void escaped(char kind, StringBuilder out) {
        switch (kind) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'u' -> out.append(codeUnit());
            default -> out.append(kind);
        }
    }

    private char codeUnit() {
        int value = 0;
        for (int i = 0; i < 4 && at < text.length(); i++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                return '\ufffd';
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }
}
