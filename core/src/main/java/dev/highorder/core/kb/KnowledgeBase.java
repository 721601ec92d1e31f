/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import dev.highorder.core.diagnosis.Confidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The entries, ready to be matched. Reading them costs one small resource (the front matter of all
/// pages); a page is read when it is asked for.
public final class KnowledgeBase {

    private static final String FOLDER = "/dev/highorder/kb/";
    static final String INDEX = "index.txt";

    private static final int KERNEL_FITS = 10;

    private final List<KbEntry> entries;

    KnowledgeBase(List<KbEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// The one that comes with the product; read on the first call.
    public static KnowledgeBase standard() {
        return Standard.BASE;
    }

    private static final class Standard {

        static final KnowledgeBase BASE = new KnowledgeBase(entriesOf(read(INDEX)));
    }

    /// In the order of their ids.
    public List<KbEntry> entries() {
        return entries;
    }

    public Optional<KbEntry> find(String id) {
        for (KbEntry entry : entries) {
            if (entry.id().equalsIgnoreCase(id)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /// The page of an entry; empty where there is no such entry.
    public Optional<KbPage> page(String id) {
        return find(id).map(entry -> KbPage.parse(entry, FrontMatter.bodyOf(file(entry.id()))));
    }

    /// Entries that fit, the best first; those whose kernels exclude the query's are left out.
    public List<Match> match(Query query) {
        List<Match> matches = new ArrayList<>();
        for (KbEntry entry : entries) {
            Optional<Match> match = match(entry, query);
            if (match.isPresent()) {
                int at = matches.size();
                while (at > 0 && matches.get(at - 1).score() < match.get().score()) {
                    at--;
                }
                matches.add(at, match.get());
            }
        }
        return matches;
    }

    private static Optional<Match> match(KbEntry entry, Query query) {
        KernelRange.Answer kernel = entry.kernels().evaluate(query.kernel());
        if (kernel == KernelRange.Answer.NO) {
            return Optional.empty();
        }
        int best = -1;
        boolean identified = false;
        List<String> reasons = List.of();
        for (Signature signature : entry.signatures()) {
            List<String> found = new ArrayList<>();
            int score = signature.score(query, found);
            if (score > best) {
                best = score;
                identified = signature.identifies(query);
                reasons = found;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        Confidence confidence = identified ? entry.ceiling() : Confidence.POSSIBLE;
        if (kernel == KernelRange.Answer.YES) {
            best += KERNEL_FITS;
        } else {
            confidence = confidence.atMost(Confidence.LIKELY);
        }
        return Optional.of(new Match(entry, best, confidence, kernel, reasons));
    }

    /// Entries that hold every one of the words, those that hold them in title, summary or signature first.
    public List<KbEntry> search(String words) {
        List<String> wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<KbEntry> near = new ArrayList<>();
        List<KbEntry> far = new ArrayList<>();
        for (KbEntry entry : entries) {
            String page = file(entry.id()).toLowerCase(Locale.ROOT);
            if (holdsAll(FrontMatter.headOf(page), wanted)) {
                near.add(entry);
            } else if (holdsAll(page, wanted)) {
                far.add(entry);
            }
        }
        near.addAll(far);
        return near;
    }

    private static boolean holdsAll(String text, List<String> words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// Reads the heads of pages, each between two fences that neighbours share.
    static List<KbEntry> entriesOf(String index) {
        List<KbEntry> entries = new ArrayList<>();
        int from = FrontMatter.FENCE.length();
        while (from < index.length()) {
            int end = index.indexOf("\n" + FrontMatter.FENCE, from);
            entries.add(new FrontMatter(index.substring(from, end + 1)).entry());
            from = end + 1 + FrontMatter.FENCE.length();
        }
        return entries;
    }

    /// The whole file of an entry, front matter included.
    static String file(String id) {
        return read(id + ".md");
    }

    static String read(String name) {
        try (InputStream in = KnowledgeBase.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the product lacks its file kb/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("kb/" + name + " cannot be read", e);
        }
    }
}
