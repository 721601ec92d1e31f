/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a pax header says of the entry behind it: `LENGTH NAME=VALUE` and a line end, in UTF-8. What is malformed ends the reading.
final class PaxRecords {

    private final Map<String, String> values = new HashMap<>();

    void clear() {
        values.clear();
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The size of the content, for those that the header itself cannot hold.
    OptionalLong size() {
        String digits = values.getOrDefault("size", "");
        boolean number =
                !digits.isEmpty()
                        && digits.length() <= 18
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    void read(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = 0;
            int digit = at;
            while (digit < bytes.length
                    && bytes[digit] >= '0'
                    && bytes[digit] <= '9'
                    && digit - at < 8) {
                length = length * 10 + bytes[digit++] - '0';
            }
            int end = at + length;
            if (digit >= bytes.length
                    || bytes[digit] != ' '
                    || end > bytes.length
                    || end <= digit + 1) {
                return;
            }
            String record = new String(bytes, digit + 1, end - digit - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                values.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at = end;
        }
    }
}
