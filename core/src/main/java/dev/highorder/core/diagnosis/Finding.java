/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// What one rule found.
///
/// @param id the rule's stable name: `kmem-array`, `snapshot-mismatch` …
/// @param statement one or two sentences with the figures
public record Finding(
        String id,
        Status status,
        Severity severity,
        String title,
        String statement,
        List<Cite> cites,
        Optional<String> kb) {

    public Finding {
        cites = List.copyOf(cites);
    }

    // The one a record gets goes through every list, and is linked on first use: milliseconds of a
    // start.
    @Override
    public int hashCode() {
        return 31 * id.hashCode() + statement.hashCode();
    }

    public enum Status {
        FOUND("found"),
        CLEAR("clear"),
        NOT_APPLICABLE("not-applicable");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Severity {
        CRITICAL("critical"),
        WARNING("warning"),
        INFO("info");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
