/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A whole output beside the file that holds what it must be. Only `-Dgolden.update=true` overwrites the file.
public final class Golden {

    private static final Path MODULE =
            Path.of(System.getProperty("highorder.root", ".."), "report");

    private Golden() {}

    /// Compares with `src/test/resources/golden/NAME`; on a mismatch writes what was found to `target/golden/NAME`
    /// and fails with the first line that differs.
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
            Files.write(found, actual.getBytes(UTF_8));
            fail(difference(name, wanted, actual, found));
        }
        assertThat(actual).isEqualTo(wanted);
    }

    private static String difference(String name, String wanted, String actual, Path found) {
        String[] left = wanted.split("\n", -1);
        String[] right = actual.split("\n", -1);
        int same = 0;
        while (same < left.length && same < right.length && left[same].equals(right[same])) {
            same++;
        }
        var out =
                new StringBuilder(name)
                        .append(':')
                        .append(same + 1)
                        .append(": differs; all of it in ")
                        .append(found);
        for (int i = same; i < Math.min(left.length, same + 12); i++) {
            out.append("\n- ").append(left[i]);
        }
        for (int i = same; i < Math.min(right.length, same + 12); i++) {
            out.append("\n+ ").append(right[i]);
        }
        return out.append('\n').toString();
    }
}
