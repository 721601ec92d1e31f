/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// A member whose beginning was looked at.
public final class Sample {

    /// How much is looked at, in bytes.
    static final int LENGTH = 64 << 10;

    private final Member member;
    private final byte[] head;
    private final Content content;

    private Sample(Member member, byte[] head) {
        this.member = member;
        this.head = head;
        this.content = Content.of(head);
    }

    public static Sample of(Member member) throws IOException {
        return new Sample(member, member.bytes().readNBytes(LENGTH));
    }

    /// The member; of its bytes the head is already taken.
    public Member member() {
        return member;
    }

    public Content content() {
        return content;
    }

    /// All bytes, from the first.
    public InputStream bytes() {
        return head.length < LENGTH
                ? new ByteArrayInputStream(head)
                : new SequenceInputStream(new ByteArrayInputStream(head), member.bytes());
    }

    public boolean isEmpty() {
        return head.length == 0;
    }

    byte[] head() {
        return head;
    }
}
