/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import java.util.BitSet;
import java.util.Optional;

/// A set of NUMA nodes as the kernel prints it (`%*pbl`): `0`, `0-1,4`. `(null)` is every node.
public final class NodeList {

    /// MAX_NUMNODES of the largest configuration.
    private static final int MOST_NODES = 1024;

    public static final NodeList ALL = new NodeList(Optional.empty());

    private final Optional<BitSet> nodes;

    private NodeList(Optional<BitSet> nodes) {
        this.nodes = nodes;
    }

    /// Empty where the text is no list of nodes.
    public static Optional<NodeList> parse(String text) {
        String list = text.strip();
        if (list.equals("(null)")) {
            return Optional.of(ALL);
        }
        BitSet nodes = new BitSet();
        int at = 0;
        while (at <= list.length()) {
            int comma = list.indexOf(',', at);
            int end = comma < 0 ? list.length() : comma;
            String part = list.substring(at, end);
            int dash = part.indexOf('-');
            int first = node(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : node(part.substring(dash + 1));
            if (first < 0 || last < first) {
                return Optional.empty();
            }
            nodes.set(first, last + 1);
            at = end + 1;
        }
        return Optional.of(new NodeList(Optional.of(nodes)));
    }

    public boolean contains(int node) {
        return nodes.isEmpty() || (node >= 0 && nodes.get().get(node));
    }

    /// Whether it leaves no node out.
    public boolean all() {
        return nodes.isEmpty();
    }

    private static int node(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return -1;
        }
        int node = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            node = node * 10 + digit;
        }
        return node < MOST_NODES ? node : -1;
    }
}
