/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/// Names of files short enough to stand in a sentence: of each path the last parts, so many that no other has the same. A
/// command in place of a path stays whole.
public final class ShortPaths {

    private final Map<String, String> names = new HashMap<>();

    public ShortPaths(Collection<String> paths) {
        var left = new LinkedHashSet<>(paths);
        for (int parts = 1; !left.isEmpty(); parts++) {
            var users = new HashMap<String, Integer>();
            for (String path : left) {
                users.merge(suffix(path, parts), 1, Integer::sum);
            }
            var unclear = new LinkedHashSet<String>();
            for (String path : left) {
                String name = suffix(path, parts);
                boolean clear = users.getOrDefault(name, 1) == 1 || name.equals(path);
                if (clear) {
                    names.put(path, name);
                } else {
                    unclear.add(path);
                }
            }
            left = unclear;
        }
    }

    /// The short name; of a path that was not given, the last part.
    public String of(String path) {
        return names.getOrDefault(path, suffix(path, 1));
    }

    private static String suffix(String path, int parts) {
        if (path.indexOf(' ') >= 0) {
            return path;
        }
        int at = path.length();
        for (int i = 0; i < parts && at >= 0; i++) {
            at = Math.max(path.lastIndexOf('/', at - 1), path.lastIndexOf('!', at - 1));
        }
        return path.substring(at + 1);
    }
}
