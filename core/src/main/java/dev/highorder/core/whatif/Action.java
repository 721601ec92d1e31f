/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif;

/// A remedy that the model knows.
public enum Action {
    DROP_PAGE_CACHE("drop_caches=1"),
    DROP_SLAB("drop_caches=2"),
    DROP_BOTH("drop_caches=3"),
    COMPACT("compact"),
    DROP_THEN_COMPACT("drop_caches=3+compact"),
    COMPACT_THEN_DROP("compact+drop_caches=3");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /// As in the answer.
    public String word() {
        return word;
    }

    public boolean drops() {
        return this != COMPACT;
    }

    public boolean dropsPageCache() {
        return drops() && this != DROP_SLAB;
    }

    public boolean dropsSlab() {
        return drops() && this != DROP_PAGE_CACHE;
    }

    public boolean compacts() {
        return this == COMPACT || this == DROP_THEN_COMPACT || this == COMPACT_THEN_DROP;
    }
}
