/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.util.Optional;

/// The fields of an entry that its line is made of (systemd.journal-fields(7)).
enum Field {
    MESSAGE("MESSAGE"),
    HOSTNAME("_HOSTNAME"),
    IDENTIFIER("SYSLOG_IDENTIFIER"),
    COMM("_COMM"),
    PID("_PID"),
    SYSLOG_PID("SYSLOG_PID"),
    TRANSPORT("_TRANSPORT"),
    SOURCE_MONOTONIC("_SOURCE_MONOTONIC_TIMESTAMP"),
    SOURCE_REALTIME("_SOURCE_REALTIME_TIMESTAMP");

    private static final Field[] ALL = values();

    /// The longest beginning of a data object that tells which field it is of.
    static final int LONGEST = 32;

    private final String start;

    Field(String name) {
        this.start = name + '=';
    }

    /// Which of them a data object's content is; empty where none.
    static Optional<Field> of(byte[] content) {
        for (Field field : ALL) {
            if (field.begins(content)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] content) {
        if (content.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (content[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where the value begins in the content.
    int valueAt() {
        return start.length();
    }
}
