/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.Optional;

/// What a remedy did, by what was measured before it and after it.
///
/// @param word `worked`, `did-not-work` or `unsure`
public record Verdict(String word, String reason) {

    /// A gain smaller than this share of what was there is what a node gains or loses by itself in a second.
    private static final double CHURN = 0.25;

    static Verdict worked(String reason) {
        return new Verdict("worked", reason);
    }

    static Verdict didNotWork(String reason) {
        return new Verdict("did-not-work", reason);
    }

    static Verdict unsure(String reason) {
        return new Verdict("unsure", reason);
    }

    /// A probe that failed before and is retried after is the best proof; then the blocks of the order in question.
    static Verdict of(Action action, Snapshot before, Snapshot after, Optional<String> written) {
        boolean failedBefore = before.probe().map(ok -> !ok).orElse(false);
        if (failedBefore && after.probe().isPresent()) {
            return after.probe().get()
                    ? worked("the probe failed before and succeeds now; " + blocks(before, after))
                    : didNotWork("the probe fails as before; " + blocks(before, after));
        }
        if (action.kind() == Action.Kind.SYSCTL) {
            return setting(after, written);
        }
        String counted = blocks(before, after);
        if (before.zones().isEmpty() || after.zones().isEmpty()) {
            return unsure("the free lists could not be read");
        }
        long had = before.suitable();
        long has = after.suitable();
        if (has <= had) {
            return didNotWork(counted);
        }
        if (had == 0) {
            return worked(counted);
        }
        return has - had >= CHURN * had
                ? worked(counted)
                : unsure(counted + "; so small a gain may be chance");
    }

    private static Verdict setting(Snapshot after, Optional<String> written) {
        return after.value().equals(written)
                ? unsure(
                        "the value holds ("
                                + written.orElse("")
                                + "); whether it helps shows with time")
                : didNotWork(
                        "the value is "
                                + after.value().orElse("not to be read")
                                + ", not "
                                + written.orElse("what was written"));
    }

    private static String blocks(Snapshot before, Snapshot after) {
        return "blocks of order "
                + before.order()
                + ": "
                + before.suitable()
                + " before, "
                + after.suitable()
                + " after";
    }
}
