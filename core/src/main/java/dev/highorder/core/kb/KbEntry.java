/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import java.util.List;
import java.util.Optional;

/// One entry of the knowledge base: the front matter of its page.
///
/// @param id `KB-01`; never reused
/// @param summary one sentence: what happens and why
/// @param basis the weakest ground that the entry as a whole stands on
/// @param ceiling the most that a match of the signature alone may claim
/// @param kernels affected kernels
/// @param signatures any one of them recognises the entry
/// @param fix the release, commit or setting that ends it, where there is one
/// @param sources each with its mark: [S] read in source, [L] seen in a log or thread, [D] derived, [M] from memory
public record KbEntry(
        String id,
        String title,
        String summary,
        Cause cause,
        Basis basis,
        Confidence ceiling,
        Impact impact,
        KernelRange kernels,
        List<Signature> signatures,
        Optional<String> fix,
        List<String> sources) {

    public KbEntry {
        signatures = List.copyOf(signatures);
        sources = List.copyOf(sources);
    }

    /// The affected kernels in words.
    public String affected() {
        return kernels.text();
    }

    /// What the knowledge stands on.
    public enum Basis {
        /// Read in the kernel's source.
        SOURCE("source"),
        /// Seen in a log or a public thread.
        LOG("log"),
        /// Follows from the above.
        INFERENCE("inference"),
        /// Recalled, not verified.
        MEMORY("memory");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What the caller does when the allocation fails.
    public enum Impact {
        /// The operation fails.
        FAILS("fails"),
        /// The caller takes another way.
        FALLS_BACK("falls-back"),
        /// Packets are dropped.
        DROPS("drops"),
        /// The caller tries again without end.
        LOOPS("loops"),
        /// A process is killed.
        KILLS("kills"),
        /// Nothing fails.
        NONE("none");

        private final String word;

        Impact(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
