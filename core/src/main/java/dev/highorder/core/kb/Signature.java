/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import java.util.ArrayList;
import java.util.List;

/// One way to recognise an entry: terms that must not contradict the query, of which at least one
/// must identify it.
///
/// As written: terms between `;`, choices of one term between `|`:
/// `frame copy_net_ns | setup_net ; frame kmem_cache_create ; order 2..8 ; flag !direct-reclaim ; comm runc* ; message XFS_DEADLOCK`.
/// Several `frame` terms must all occur in the trace; `alloc_*` is a prefix. `>=4` and `3` are orders too.
/// A message is a fragment of the kernel's own format string, a kind of kernel notice, or an observation.
///
/// @param text as written on the page
public record Signature(String text, List<SignatureTerm> terms) {

    public Signature {
        terms = List.copyOf(terms);
    }

    /// @throws IllegalArgumentException where the text does not follow the grammar
    static Signature parse(String text) {
        List<SignatureTerm> terms = new ArrayList<>();
        for (String term : split(text, ';')) {
            int blank = term.indexOf(' ');
            if (blank < 0) {
                throw new IllegalArgumentException(
                        "expected a word and its value in a signature, found \"" + term + "\"");
            }
            terms.add(SignatureTerm.of(term.substring(0, blank), term.substring(blank).strip()));
        }
        return new Signature(text, terms);
    }

    /// How well the query fits, or -1 where it contradicts or nothing in it identifies the entry. What fits
    /// is added to `reasons`.
    int score(Query query, List<String> reasons) {
        int score = 0;
        boolean identified = false;
        boolean onlyShape = true;
        boolean allHit = true;
        boolean commHit = false;
        for (SignatureTerm term : terms) {
            SignatureTerm.Outcome outcome = term.test(query);
            boolean identifying = term.identifying();
            onlyShape &= !identifying;
            switch (outcome.kind()) {
                case MISS -> {
                    return -1;
                }
                case HIT -> {
                    score += outcome.weight();
                    identified |= identifying;
                    commHit |= term instanceof SignatureTerm.Comm;
                    reasons.add(outcome.reason());
                }
                case UNKNOWN -> {
                    score -= outcome.weight();
                    allHit = false;
                }
            }
        }
        boolean byShape = onlyShape && allHit;
        boolean byComm = commHit && query.frames().isEmpty();
        return identified || byShape || byComm ? Math.max(score, 1) : -1;
    }

    /// Whether the trace or a message identifies the entry in this query, not only its shape or its comm.
    boolean identifies(Query query) {
        for (SignatureTerm term : terms) {
            if (term.identifying() && term.test(query).kind() == SignatureTerm.Outcome.Kind.HIT) {
                return true;
            }
        }
        return false;
    }

    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int at = text.indexOf(separator, from);
            int end = at < 0 ? text.length() : at;
            String part = text.substring(from, end).strip();
            if (part.isEmpty()) {
                throw new IllegalArgumentException("empty part in \"" + text + "\"");
            }
            parts.add(part);
            from = end + 1;
        }
        return parts;
    }
}
