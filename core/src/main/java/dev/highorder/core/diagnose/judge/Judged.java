/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.judge;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.List;
import java.util.Optional;

/// What all rules said of one episode, or of the node's state.
///
/// @param answers one a rule, in the order of the rules
/// @param best the answer that has the word; empty where no rule found anything
public record Judged(Examination examination, List<Answer> answers, Optional<Answer> best) {

    public Judged {
        answers = List.copyOf(answers);
    }

    /// A rule and what it said.
    public record Answer(String rule, Ruling ruling) {

        public Optional<Ruling.Found> found() {
            return ruling instanceof Ruling.Found found ? Optional.of(found) : Optional.empty();
        }
    }

    public Cause cause() {
        return best.flatMap(Answer::found).map(Ruling.Found::cause).orElse(Cause.INCONCLUSIVE);
    }

    public Confidence confidence() {
        return best.flatMap(Answer::found)
                .map(Ruling.Found::confidence)
                .orElse(Confidence.POSSIBLE);
    }

    /// How much this says: a named cause before "harmless", that before "cannot tell"; then by confidence.
    public int weight() {
        int named =
                switch (cause()) {
                    case INCONCLUSIVE -> 0;
                    case HEALTHY -> 1;
                    case HARMLESS -> 2;
                    default -> 3;
                };
        return best.isEmpty() ? -1 : named * 10 + sureness();
    }

    private int sureness() {
        return switch (confidence()) {
            case POSSIBLE -> 0;
            case LIKELY -> 1;
            case CERTAIN -> 2;
        };
    }
}
