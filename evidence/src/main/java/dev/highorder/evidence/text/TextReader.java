/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Makes text of one member's bytes. What is small is kept whole; of what is large only the lines that may
/// matter are kept; what is not text is refused with a word on what to do.
public final class TextReader {

    private static final int WHOLE = 8 << 20;

    /// How much of a text is enough to see which words are rare in it.
    private static final int SAMPLE = 64 << 10;

    private final Allowance allowance = new Allowance();
    private Optional<LiteralScanner> scanner = Optional.empty();

    /// The text, or why there is none; neither for a member of a directory that holds nothing of interest.
    public record Outcome(Optional<SourceText> text, Optional<Problem> refusal) {

        static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty());

        static Outcome refused(Problem problem) {
            return new Outcome(Optional.empty(), Optional.of(problem));
        }
    }

    /// Reads a member to its end, or as far as it is worth.
    public Outcome read(Sample sample, Origin.Role role) throws IOException {
        Member member = sample.member();
        String path = member.path();
        InputStream in = member.bytes();
        byte[] head = sample.head();
        if (head.length == 0) {
            return member.given()
                    ? Outcome.refused(
                            Problem.of(path, "the file is empty; pass one that holds text"))
                    : Outcome.NOTHING;
        }
        Content content = sample.content();
        if (content.kind() != Content.Kind.TEXT && content != Content.JOURNAL_EXPORT) {
            return Outcome.refused(
                    Problem.of(path, "not text; pass a log, a file of /proc or a transcript"));
        }
        if (content.kind() == Content.Kind.TEXT && content != Content.TEXT) {
            in =
                    new Utf16Stream(
                            sample.bytes(),
                            content == Content.UTF16_LITTLE_ENDIAN
                                    ? StandardCharsets.UTF_16LE
                                    : StandardCharsets.UTF_16BE);
            head = in.readNBytes(Sample.LENGTH);
        }
        int limit = allowance.wholeBytes(WHOLE);
        boolean large = head.length == Sample.LENGTH && in.available() > limit;
        byte[] bytes = large || head.length < Sample.LENGTH ? head : grown(head, in, limit);
        int start =
                bytes.length >= 3
                                && bytes[0] == (byte) 0xef
                                && bytes[1] == (byte) 0xbb
                                && bytes[2] == (byte) 0xbf
                        ? 3
                        : 0;
        KeptLines kept = new KeptLines(path, allowance);
        List<Problem> problems = new ArrayList<>();
        if (!large
                && bytes.length <= limit
                && Newlines.count(bytes, 0, bytes.length) < allowance.wholeLines()) {
            if (!member.given()
                    && bytes.length > unasked(member)
                    && !scanner(bytes).any(bytes, bytes.length)) {
                return Outcome.NOTHING;
            }
            whole(bytes, start, kept);
        } else {
            InputStream rest =
                    new SequenceInputStream(
                            new ByteArrayInputStream(bytes, start, bytes.length - start), in);
            LogScan scan =
                    new LogScan(
                            rest,
                            Interest.scanner(bytes, Math.min(bytes.length, SAMPLE)),
                            new ChosenLines(kept, member.given() ? limit : 0));
            if (!scan.run()) {
                problems.add(
                        Problem.of(
                                path, "nothing but zero bytes for 64 MiB; the rest was not read"));
            }
        }
        problems.addAll(kept.problems());
        if (kept.isEmpty()) {
            return member.given()
                    ? Outcome.refused(
                            Problem.of(path, "nothing but zero bytes; pass a file that holds text"))
                    : Outcome.NOTHING;
        }
        return new Outcome(
                Optional.of(
                        new SourceText(
                                path,
                                kept.lines(),
                                Optional.empty(),
                                Optional.empty(),
                                role,
                                problems)),
                Optional.empty());
    }

    /// A member of a directory or an archive that is larger than this is kept only where a literal of `Interest`
    /// stands in it. A heap of small files leaves half of the allowance to what is of interest.
    private int unasked(Member member) {
        int bytes = MemberName.unaskedBytes(member.name());
        return bytes <= MemberName.USUAL && !allowance.isHalfLeft() ? 0 : bytes;
    }

    private LiteralScanner scanner(byte[] like) {
        LiteralScanner made =
                scanner.orElseGet(() -> Interest.scanner(like, Math.min(like.length, SAMPLE)));
        scanner = Optional.of(made);
        return made;
    }

    /// All bytes, or a byte more than the limit.
    private static byte[] grown(byte[] head, InputStream in, int limit) throws IOException {
        byte[] bytes = head;
        int length = head.length;
        while (length == bytes.length && length <= limit) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(4L * length, limit + 1L));
            length += in.readNBytes(bytes, length, bytes.length - length);
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static void whole(byte[] bytes, int start, KeptLines kept) {
        int from = start;
        int number = 1;
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                kept.add(bytes, from, i, number, false);
                number++;
                from = i + 1;
            }
        }
        if (from < bytes.length) {
            kept.add(bytes, from, bytes.length, number, true);
        }
    }
}
