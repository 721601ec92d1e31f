/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

/// How sure a verdict is. `CERTAIN` only where evidence of the same moment proves it.
public enum Confidence {
    POSSIBLE("possible"),
    LIKELY("likely"),
    CERTAIN("certain");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public Confidence atMost(Confidence limit) {
        return compareTo(limit) > 0 ? limit : this;
    }
}
