/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Finding.Severity;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
import java.util.List;
import java.util.Optional;

/// What a rule answers.
public sealed interface Ruling {

    /// The rule's state holds.
    ///
    /// @param statement one or two sentences with the figures that show it
    /// @param cites at least one
    /// @param kb the knowledge-base entry it follows from
    /// @param ruledOut tempting answers that the same figures refute
    /// @param missing what would make it surer
    record Found(
            Cause cause,
            Confidence confidence,
            Severity severity,
            String title,
            String statement,
            List<Cite> cites,
            Optional<String> kb,
            List<RuledOut> ruledOut,
            List<Missing> missing)
            implements Ruling {

        public Found {
            cites = List.copyOf(cites);
            ruledOut = List.copyOf(ruledOut);
            missing = List.copyOf(missing);
        }

        public static Found of(
                Cause cause,
                Confidence confidence,
                String title,
                String statement,
                List<Cite> cites) {
            return new Found(
                    cause,
                    confidence,
                    Severity.CRITICAL,
                    title,
                    statement,
                    cites,
                    Optional.empty(),
                    List.of(),
                    List.of());
        }

        public Found severity(Severity other) {
            return new Found(
                    cause, confidence, other, title, statement, cites, kb, ruledOut, missing);
        }

        public Found kb(String id) {
            return new Found(
                    cause,
                    confidence,
                    severity,
                    title,
                    statement,
                    cites,
                    Optional.of(id),
                    ruledOut,
                    missing);
        }

        public Found rulingOut(RuledOut... others) {
            return new Found(
                    cause,
                    confidence,
                    severity,
                    title,
                    statement,
                    cites,
                    kb,
                    List.of(others),
                    missing);
        }

        public Found missing(Missing... others) {
            return new Found(
                    cause,
                    confidence,
                    severity,
                    title,
                    statement,
                    cites,
                    kb,
                    ruledOut,
                    List.of(others));
        }
    }

    /// The evidence shows that the rule's state does not hold.
    record Clear(String title, String statement, List<Cite> cites, Optional<RuledOut> ruledOut)
            implements Ruling {

        public Clear {
            cites = List.copyOf(cites);
        }

        /// Clear, and worth naming among what was ruled out: somebody would have believed it.
        public static Clear tempting(Cause cause, String title, String reason, List<Cite> cites) {
            return new Clear(
                    title,
                    reason,
                    cites,
                    Optional.of(
                            new RuledOut(
                                    Optional.of(cause),
                                    Optional.empty(),
                                    reason,
                                    cites,
                                    Optional.empty())));
        }
    }

    /// The rule cannot tell.
    ///
    /// @param reason empty where the rule simply does not concern such an episode
    /// @param missing what would let it tell
    record NotApplicable(String reason, List<Missing> missing) implements Ruling {

        public static final NotApplicable OTHER_MATTER = new NotApplicable("", List.of());

        public NotApplicable {
            missing = List.copyOf(missing);
        }

        public static NotApplicable lacking(String reason, Missing... missing) {
            return new NotApplicable(reason, List.of(missing));
        }
    }
}
