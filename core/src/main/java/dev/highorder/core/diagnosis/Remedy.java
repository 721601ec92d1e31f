/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import java.util.Optional;

/// Something that can be done, as data; nothing here runs it.
///
/// @param id stable: `nokmem`, `compact`, `drop-caches-2` …
/// @param command to paste
/// @param expected what it would do here
/// @param kernelRange kernels it applies to, in words
/// @param undo how to take it back, absent where there is nothing to undo
public record Remedy(
        String id,
        String title,
        Kind kind,
        String command,
        Persistence persistence,
        Risk risk,
        String expected,
        Optional<String> kernelRange,
        String why,
        Optional<String> undo) {

    public enum Kind {
        LASTING("lasting"),
        TUNING("tuning"),
        STOP_GAP("stop-gap");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Persistence {
        ONCE("once"),
        UNTIL_REBOOT("until-reboot"),
        PERMANENT("permanent");

        private final String word;

        Persistence(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Risk {
        NONE("none"),
        LOW("low"),
        MEDIUM("medium"),
        HIGH("high");

        private final String word;

        Risk(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
