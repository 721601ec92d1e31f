/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.kb.KernelRange.Answer;
import org.jspecify.annotations.Nullable;

/// A processor architecture, as far as the text of a kernel release names it.
public enum Processor {
    X86_32("x86_32"),
    X86_64("x86_64"),
    ARM("arm"),
    ARM64("arm64"),
    BITS_32("32-bit");

    private final String word;

    Processor(String word) {
        this.word = word;
    }

    static Processor of(String word) {
        for (Processor processor : values()) {
            if (processor.word.equals(word)) {
                return processor;
            }
        }
        throw new IllegalArgumentException("not a condition of a kernel range: " + word);
    }

    /// Whether `release` is of this architecture; UNKNOWN where its text names none.
    Answer names(String release) {
        Processor named = namedBy(release);
        if (named == null) {
            return Answer.UNKNOWN;
        }
        boolean same = this == BITS_32 ? named == X86_32 || named == ARM : named == this;
        return same ? Answer.YES : Answer.NO;
    }

    private static @Nullable Processor namedBy(String release) {
        if (release.contains("x86_64") || release.contains("amd64")) {
            return X86_64;
        }
        if (release.contains("aarch64") || release.contains("arm64")) {
            return ARM64;
        }
        if (release.contains("i686")
                || release.contains("i586")
                || release.contains("i386")
                || release.contains("-686")
                || release.contains("PAE")
                || release.contains("-pae")) {
            return X86_32;
        }
        return release.contains("armv") || release.contains("armhf") || release.contains("-v7")
                ? ARM
                : null;
    }
}
