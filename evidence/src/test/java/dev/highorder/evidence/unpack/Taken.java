/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

import dev.highorder.core.model.Problem;
import dev.highorder.evidence.text.Member;
import dev.highorder.evidence.text.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// All that came out of one packed member, as a line each.
final class Taken implements Contents {

    private static final int SHOWN = 40;

    final List<String> members = new ArrayList<>();
    final List<String> others = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    long bytes;

    static Taken of(byte[] packed) throws IOException {
        return of(new ByteArrayInputStream(packed), Limits.USUAL);
    }

    static Taken of(InputStream packed, Limits limits) throws IOException {
        Taken taken = new Taken();
        Unpacking.of(Sample.of(Member.given("p", packed)), limits, taken);
        return taken;
    }

    @Override
    public boolean wants(String path, Entry.Kind kind, String target) {
        if (kind != Entry.Kind.FILE) {
            others.add(kind + " " + path + (target.isEmpty() ? "" : " -> " + target));
        }
        return !path.endsWith("unwanted");
    }

    @Override
    public void member(Sample sample) throws IOException {
        byte[] head = new byte[0];
        byte[] chunk = new byte[64 << 10];
        long length = 0;
        int read;
        InputStream in = sample.bytes();
        while ((read = in.read(chunk)) >= 0) {
            if (length == 0) {
                head = java.util.Arrays.copyOf(chunk, Math.min(read, SHOWN));
            }
            length += read;
        }
        bytes += length;
        members.add(
                sample.member().path()
                        + ": "
                        + (length > SHOWN
                                ? length + " bytes"
                                : new String(head, StandardCharsets.UTF_8)));
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem.path() + ": " + problem.message());
    }

    @Override
    public void leftOut(Problem problem) {
        problem(problem);
    }
}
