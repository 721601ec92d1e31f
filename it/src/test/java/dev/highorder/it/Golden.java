/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A whole output beside the file that holds what it must be. Only `-Dgolden.update=true` overwrites the file.
public final class Golden {

    private static final Path MODULE = Path.of(System.getProperty("highorder.root", ".."), "it");
    private static final int SHOWN = 15;

    private Golden() {}

    /// Compares with `src/test/resources/golden/NAME`. A mismatch leaves what was found in `target/golden/NAME` and the
    /// difference in `target/golden/NAME.diff`, and fails with the beginning of the difference.
    public static void matches(String name, String actual) throws IOException {
        Path expected = MODULE.resolve("src/test/resources/golden").resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, actual);
            return;
        }
        String wanted = Files.exists(expected) ? Files.readString(expected) : "";
        if (!wanted.equals(actual)) {
            Path found = MODULE.resolve("target/golden").resolve(name);
            Files.createDirectories(found.getParent());
            Files.writeString(found, actual);
            String difference = difference(wanted, actual);
            Files.writeString(found.resolveSibling(found.getFileName() + ".diff"), difference);
            fail(
                    name
                            + " differs; all of it in "
                            + found
                            + "; -Dgolden.update=true takes it over\n"
                            + difference.lines().limit(SHOWN).reduce("", (a, b) -> a + b + "\n"));
        }
    }

    /// The lines that only one of them has, in order, by their longest common subsequence.
    private static String difference(String wanted, String actual) {
        List<String> left = wanted.lines().toList();
        List<String> right = actual.lines().toList();
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                common[i][j] =
                        left.get(i).equals(right.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && left.get(i).equals(right.get(j))) {
                i++;
                j++;
            } else if (j >= right.size()
                    || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
                out.append(i + 1).append(" - ").append(left.get(i++)).append('\n');
            } else {
                out.append(j + 1).append(" + ").append(right.get(j++)).append('\n');
            }
        }
        return out.toString();
    }
}
