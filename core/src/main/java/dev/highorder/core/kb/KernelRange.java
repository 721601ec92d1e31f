/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The kernels an entry applies to, in a grammar that is evaluated.
///
/// Alternatives stand between `|`; the conditions of one alternative stand side by side:
/// `any`; `4.9` (the whole series); `3.8..4.13` (both ends included); `< 4.7`, `<= 4.13`, `> 4.4`,
/// `>= 5.4`; `el7`, `el7 >= 1062`, `el7 514..1160`; `x86_32`, `x86_64`, `arm`, `arm64`, `32-bit`.
/// A bound without a patch level means the series: `..4.13` includes 4.13.16.
///
/// The kernel of an enterprise distribution is judged by the `elN` alternatives of its generation where
/// there are any. Where there are none, a version range that ends below its base excludes it; else its
/// backports leave the question open.
///
/// @param text as written on the page
public record KernelRange(String text, List<Alternative> alternatives) {

    public KernelRange {
        alternatives = List.copyOf(alternatives);
    }

    public enum Answer {
        YES,
        NO,
        UNKNOWN;

        Answer and(Answer other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : YES;
        }

        Answer or(Answer other) {
            if (this == YES || other == YES) {
                return YES;
            }
            return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
        }
    }

    /// Conditions that must all hold.
    public record Alternative(List<KernelCondition> conditions) {

        public Alternative {
            conditions = List.copyOf(conditions);
        }

        Answer evaluate(KernelRelease release) {
            Answer answer = Answer.YES;
            for (KernelCondition condition : conditions) {
                answer = answer.and(condition.evaluate(release));
            }
            return answer;
        }

        boolean namesGeneration(int el) {
            for (KernelCondition condition : conditions) {
                if (condition instanceof KernelCondition.EnterpriseBuild build
                        && build.generation() == el) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Reads the grammar above.
    ///
    /// @throws IllegalArgumentException where the text does not follow it
    public static KernelRange parse(String text) {
        List<Alternative> alternatives = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int bar = text.indexOf('|', from);
            int end = bar < 0 ? text.length() : bar;
            alternatives.add(new Alternative(KernelCondition.parse(text.substring(from, end))));
            from = end + 1;
        }
        return new KernelRange(text.strip(), alternatives);
    }

    public Answer evaluate(Optional<KernelRelease> release) {
        return release.isPresent() ? evaluate(release.get()) : openFor();
    }

    public Answer evaluate(KernelRelease release) {
        boolean judgedByBuild = false;
        if (release.el().isPresent()) {
            for (Alternative alternative : alternatives) {
                judgedByBuild |= alternative.namesGeneration(release.el().getAsInt());
            }
        }
        Answer answer = Answer.NO;
        for (Alternative alternative : alternatives) {
            if (!judgedByBuild || alternative.namesGeneration(release.el().getAsInt())) {
                answer = answer.or(alternative.evaluate(release));
            }
        }
        return answer;
    }

    /// The answer where no release is known: only `any` can be sure.
    private Answer openFor() {
        for (Alternative alternative : alternatives) {
            if (alternative.conditions().isEmpty()) {
                return Answer.YES;
            }
        }
        return Answer.UNKNOWN;
    }
}
