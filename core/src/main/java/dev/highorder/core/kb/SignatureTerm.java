/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import java.util.List;

/// One condition of a {@link Signature}.
public sealed interface SignatureTerm {

    /// The result of a test: a hit adds `weight`, an unknown takes it off, a miss ends the match.
    record Outcome(Kind kind, int weight, String reason) {

        public enum Kind {
            HIT,
            MISS,
            UNKNOWN
        }

        static Outcome hit(int weight, String reason) {
            return new Outcome(Kind.HIT, weight, reason);
        }

        static Outcome unknown(int weight) {
            return new Outcome(Kind.UNKNOWN, weight, "");
        }

        static Outcome miss() {
            return new Outcome(Kind.MISS, 0, "");
        }
    }

    Outcome test(Query query);

    /// Whether a hit says by itself what happened: a frame or a message does, an order does not.
    boolean identifying();

    static SignatureTerm of(String word, String value) {
        return switch (word) {
            case "frame" -> new Frame(Signature.split(value, '|'));
            case "order" -> OrderRange.parse(value);
            case "flag" ->
                    value.startsWith("!")
                            ? new Flag(value.substring(1), false)
                            : new Flag(value, true);
            case "comm" -> new Comm(Signature.split(value, '|'));
            case "message" -> new Message(Signature.split(value, '|'));
            default ->
                    throw new IllegalArgumentException(
                            "expected frame, order, flag, comm or message, found \"" + word + "\"");
        };
    }

    /// One of the functions stands in the trace.
    record Frame(List<String> anyOf) implements SignatureTerm {

        private static final int EXACT = 40;
        private static final int PREFIX = 30;
        private static final int NEAREST = 10;

        public Frame {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public Outcome test(Query query) {
            if (query.frames().isEmpty()) {
                return Outcome.unknown(EXACT / 2);
            }
            for (int depth = 0; depth < query.frames().size(); depth++) {
                String frame = query.frames().get(depth);
                for (String pattern : anyOf) {
                    if (matches(pattern, frame)) {
                        int weight = pattern.endsWith("*") ? PREFIX : EXACT;
                        int nearness = Math.max(NEAREST - depth, 0);
                        return Outcome.hit(weight + nearness, frame + " stands in the trace");
                    }
                }
            }
            return Outcome.miss();
        }

        @Override
        public boolean identifying() {
            return true;
        }
    }

    /// The order lies between `low` and `high`, both included.
    record OrderRange(int low, int high) implements SignatureTerm {

        private static final int WEIGHT = 8;

        static OrderRange parse(String value) {
            if (value.startsWith(">=")) {
                return new OrderRange(
                        Integer.parseInt(value.substring(2).strip()), Integer.MAX_VALUE);
            }
            int dots = value.indexOf("..");
            return dots < 0
                    ? new OrderRange(Integer.parseInt(value), Integer.parseInt(value))
                    : new OrderRange(
                            Integer.parseInt(value.substring(0, dots)),
                            Integer.parseInt(value.substring(dots + 2)));
        }

        @Override
        public Outcome test(Query query) {
            if (query.order().isEmpty()) {
                return Outcome.unknown(WEIGHT / 2);
            }
            int order = query.order().getAsInt();
            return order >= low && order <= high
                    ? Outcome.hit(WEIGHT, "order " + order + " fits")
                    : Outcome.miss();
        }

        @Override
        public boolean identifying() {
            return false;
        }
    }

    /// The mask has this flag, or has it not.
    record Flag(String name, boolean present) implements SignatureTerm {

        private static final int WEIGHT = 6;

        @Override
        public Outcome test(Query query) {
            if (query.flags().isEmpty()) {
                return Outcome.unknown(WEIGHT / 2);
            }
            return query.flags().contains(name) == present
                    ? Outcome.hit(WEIGHT, "the mask " + (present ? "has " : "is without ") + name)
                    : Outcome.miss();
        }

        @Override
        public boolean identifying() {
            return false;
        }
    }

    /// The task has one of these names.
    record Comm(List<String> anyOf) implements SignatureTerm {

        private static final int WEIGHT = 12;

        public Comm {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public Outcome test(Query query) {
            if (query.comm().isEmpty()) {
                return Outcome.unknown(WEIGHT / 2);
            }
            String comm = query.comm().get();
            for (String pattern : anyOf) {
                if (matches(pattern, comm)) {
                    return Outcome.hit(WEIGHT, "the task is " + comm);
                }
            }
            return Outcome.miss();
        }

        @Override
        public boolean identifying() {
            return false;
        }
    }

    /// One of the messages was printed, or one of the observations made.
    record Message(List<String> anyOf) implements SignatureTerm {

        private static final int WEIGHT = 40;

        public Message {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public Outcome test(Query query) {
            for (String fragment : anyOf) {
                for (String message : query.messages()) {
                    if (message.contains(fragment)) {
                        return Outcome.hit(WEIGHT, "\"" + fragment + "\" was seen");
                    }
                }
            }
            return Outcome.miss();
        }

        @Override
        public boolean identifying() {
            return true;
        }
    }

    /// `prefix*` or the name itself.
    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
