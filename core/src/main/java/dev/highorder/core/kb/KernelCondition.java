/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.kb.KernelRange.Answer;
import dev.highorder.core.model.KernelRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/// One condition of a {@link KernelRange}.
public sealed interface KernelCondition {

    Answer evaluate(KernelRelease release);

    /// Upstream versions from `low` to `high`, both included, as {@link #key}.
    record Versions(long low, long high) implements KernelCondition {

        private static final int FIRST_REBASING_EL = 8;

        @Override
        public Answer evaluate(KernelRelease release) {
            long version = key(release.major(), release.minor(), release.patch());
            if (release.el().isEmpty()) {
                return version >= low && version <= high ? Answer.YES : Answer.NO;
            }
            // Backports reach into the range from below; whole subsystems are rebased from RHEL 8
            // on.
            boolean tooNew = version > high;
            boolean tooOld = version < low && release.el().getAsInt() < FIRST_REBASING_EL;
            return tooNew || tooOld ? Answer.NO : Answer.UNKNOWN;
        }
    }

    /// A kernel of RHEL `generation` or a clone, of a build from `low` to `high`, both included.
    record EnterpriseBuild(int generation, int low, int high) implements KernelCondition {

        @Override
        public Answer evaluate(KernelRelease release) {
            if (!release.isEl(generation)) {
                return Answer.NO;
            }
            if (low == 0 && high == Integer.MAX_VALUE) {
                return Answer.YES;
            }
            if (release.elBuild().isEmpty()) {
                return Answer.UNKNOWN;
            }
            int build = release.elBuild().getAsInt();
            return build >= low && build <= high ? Answer.YES : Answer.NO;
        }
    }

    /// An architecture, told by the release's own text where that names one.
    record Architecture(Processor processor) implements KernelCondition {

        @Override
        public Answer evaluate(KernelRelease release) {
            return processor.names(release.text());
        }
    }

    /// Reads the conditions of one alternative; none for `any`.
    static List<KernelCondition> parse(String text) {
        List<KernelCondition> conditions = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(text);
        List<String> rest = new ArrayList<>();
        while (words.hasMoreTokens()) {
            rest.add(words.nextToken());
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("empty alternative in a kernel range");
        }
        if (rest.equals(List.of("any"))) {
            return List.of();
        }
        int at = 0;
        while (at < rest.size()) {
            String word = rest.get(at);
            if (isGeneration(word)) {
                int generation = Integer.parseInt(word.substring(2));
                String bound = at + 1 < rest.size() ? rest.get(at + 1) : "";
                if (isComparison(bound)) {
                    int build = Integer.parseInt(operand(rest, at + 2));
                    conditions.add(builds(generation, bound, build));
                    at += 3;
                } else if (bound.contains("..") && bound.indexOf('.') == bound.indexOf("..")) {
                    int dots = bound.indexOf("..");
                    conditions.add(
                            new EnterpriseBuild(
                                    generation,
                                    Integer.parseInt(bound.substring(0, dots)),
                                    Integer.parseInt(bound.substring(dots + 2))));
                    at += 2;
                } else {
                    conditions.add(new EnterpriseBuild(generation, 0, Integer.MAX_VALUE));
                    at++;
                }
            } else if (isComparison(word)) {
                conditions.add(versions(word, operand(rest, at + 1)));
                at += 2;
            } else if (Character.isDigit(word.charAt(0)) && !word.equals("32-bit")) {
                int dots = word.indexOf("..");
                String low = dots < 0 ? word : word.substring(0, dots);
                String high = dots < 0 ? word : word.substring(dots + 2);
                conditions.add(new Versions(lowest(low), highest(high)));
                at++;
            } else {
                conditions.add(new Architecture(Processor.of(word)));
                at++;
            }
        }
        return conditions;
    }

    private static boolean isGeneration(String word) {
        return word.length() >= 3 && word.startsWith("el") && Character.isDigit(word.charAt(2));
    }

    private static boolean isComparison(String word) {
        return word.equals("<") || word.equals("<=") || word.equals(">") || word.equals(">=");
    }

    private static String operand(List<String> words, int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(
                    "expected a number behind \"" + words.get(at - 1) + "\" in a kernel range");
        }
        return words.get(at);
    }

    private static EnterpriseBuild builds(int generation, String comparison, int build) {
        int most = Integer.MAX_VALUE;
        return switch (comparison) {
            case "<" -> new EnterpriseBuild(generation, 0, build - 1);
            case "<=" -> new EnterpriseBuild(generation, 0, build);
            case ">" -> new EnterpriseBuild(generation, build + 1, most);
            default -> new EnterpriseBuild(generation, build, most);
        };
    }

    private static Versions versions(String comparison, String version) {
        return switch (comparison) {
            case "<" -> new Versions(0, lowest(version) - 1);
            case "<=" -> new Versions(0, highest(version));
            case ">" -> new Versions(highest(version) + 1, Long.MAX_VALUE);
            default -> new Versions(lowest(version), Long.MAX_VALUE);
        };
    }

    private static long lowest(String version) {
        return bound(version, 0);
    }

    private static long highest(String version) {
        return bound(version, 99_999);
    }

    private static long bound(String version, int absentPatch) {
        int first = version.indexOf('.');
        if (first < 0) {
            throw new IllegalArgumentException("expected a version such as 4.9, found " + version);
        }
        int second = version.indexOf('.', first + 1);
        int major = Integer.parseInt(version.substring(0, first));
        int minor =
                Integer.parseInt(
                        version.substring(first + 1, second < 0 ? version.length() : second));
        int patch = second < 0 ? absentPatch : Integer.parseInt(version.substring(second + 1));
        return key(major, minor, patch);
    }

    /// Versions in their order.
    static long key(int major, int minor, int patch) {
        return (major * 100_000L + minor) * 100_000L + patch;
    }
}
