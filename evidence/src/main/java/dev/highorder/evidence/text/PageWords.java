/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.util.Locale;
import java.util.Optional;

/// What a file of words, a word a page frame, is by its name. Such a file is no text.
public enum PageWords {
    FLAGS("kpageflags"),
    COUNTS("kpagecount");

    private final String stem;

    PageWords(String stem) {
        this.stem = stem;
    }

    /// By the last part of the name, with whatever a compressor put behind it.
    public static Optional<PageWords> of(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('!'));
        if (!path.startsWith("kpage", slash + 1)) {
            return Optional.empty();
        }
        String name = path.substring(slash + 1).toLowerCase(Locale.ROOT);
        for (PageWords words : values()) {
            if (name.equals(words.stem)
                    || (name.startsWith(words.stem + ".") && suffix(name, words.stem))) {
                return Optional.of(words);
            }
        }
        return Optional.empty();
    }

    private static boolean suffix(String name, String stem) {
        return switch (name.substring(stem.length() + 1)) {
            case "zst", "zstd", "gz", "xz", "bz2", "bin", "raw" -> true;
            default -> false;
        };
    }
}
