/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.document.text.NodeMention;
import dev.highorder.core.model.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides whose state a block of a transcript shows: the node's, or a healthy one's that it is compared
/// with. The prose in front of the block says so; a host that was called healthy once stays so.
final class BlockRoles {

    private static final int WORDS_OF_A_SENTENCE = 4;

    private final Set<String> failingHosts;
    private final Set<String> healthyHosts = new HashSet<>();
    private final Deque<NodeMention> pending = new ArrayDeque<>();
    private final Deque<NodeMention> next = new ArrayDeque<>();
    private Origin.Role current = Origin.Role.NODE;
    private Optional<String> lastHost = Optional.empty();
    private Optional<Class<?>> lastParser = Optional.empty();
    private boolean proseSince;

    /// @param failingHosts hosts whose log stands in the source; no prose makes them the healthy node
    BlockRoles(Set<String> failingHosts) {
        this.failingHosts = failingHosts;
    }

    void prose(String text) {
        List<NodeMention> mentions = NodeMention.in(text);
        for (NodeMention mention : mentions) {
            if (pending.isEmpty() || pending.peekLast() != mention) {
                pending.addLast(mention);
            }
        }
        proseSince |= !mentions.isEmpty() || isSentence(text);
    }

    Origin.Role of(BlockParser parser, Optional<String> host) {
        if (!pending.isEmpty()) {
            next.clear();
            next.addAll(pending);
            pending.clear();
            current = role(next.removeFirst());
        } else if (proseSince) {
            next.clear();
            current = Origin.Role.NODE;
        } else if (!next.isEmpty() && lastParser.equals(Optional.of(parser.getClass()))) {
            current = role(next.removeFirst());
        } else if (host.isPresent() && lastHost.isPresent() && !host.equals(lastHost)) {
            current = Origin.Role.NODE;
        }
        proseSince = false;
        lastParser = Optional.of(parser.getClass());
        if (host.isPresent()) {
            lastHost = host;
            if (failingHosts.contains(host.get())) {
                current = Origin.Role.NODE;
            } else if (current == Origin.Role.BASELINE) {
                healthyHosts.add(host.get());
            } else if (healthyHosts.contains(host.get())) {
                current = Origin.Role.BASELINE;
            }
        }
        return current;
    }

    private static Origin.Role role(NodeMention mention) {
        return switch (mention) {
            case FAILING -> Origin.Role.NODE;
            case HEALTHY -> Origin.Role.BASELINE;
        };
    }

    private static boolean isSentence(String text) {
        int words = 0;
        int wide = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetter(c);
            words += letter && !inside ? 1 : 0;
            wide += c >= 0x3000 && c < 0xfb00 ? 1 : 0;
            inside = letter;
        }
        return words >= WORDS_OF_A_SENTENCE || wide >= 2 * WORDS_OF_A_SENTENCE;
    }
}
