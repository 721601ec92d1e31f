/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.safe;

import java.util.BitSet;

/// The positions of a text that belong to secrets.
final class SecretSpans {

    private final BitSet secret;

    SecretSpans(int length) {
        secret = new BitSet(length);
    }

    void add(int from, int end) {
        if (end > from) {
            secret.set(from, end);
        }
    }

    String replace(String text, String mask) {
        if (secret.isEmpty()) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int i = 0;
        for (int from = secret.nextSetBit(0); from >= 0; from = secret.nextSetBit(i)) {
            out.append(text, i, from).append(mask);
            i = secret.nextClearBit(from);
        }
        return out.append(text, i, text.length()).toString();
    }
}
