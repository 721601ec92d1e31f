/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;

/// The headline of a failed page allocation, every generation of it (`warn_alloc_failed` in mm/page_alloc.c of 2.6.32 to 4.8,
/// `warn_alloc` since): a full stop behind "failure" on 2.6.32, names of the flags since 4.6, `nodemask=` since 4.11. Also
/// `page allocation stalls for N ms` (4.9 to 4.14) and `vmemmap alloc failure` (mm/sparse-vmemmap.c), which `warn_alloc` prints too.
///
/// @param comm empty where another CPU's output cut the record in two behind it (4.9 to 4.14)
/// @param order 0 to 63
public record Headline(Kind kind, String comm, int order, RequestTail tail) {

    public enum Kind {
        FAILURE("page allocation failure"),
        STALL("page allocation stalls for "),
        VMEMMAP("vmemmap alloc failure");

        private final String literal;

        Kind(String literal) {
            this.literal = literal;
        }

        public String literal() {
            return literal;
        }
    }

    /// A task's name is 15 bytes at most (TASK_COMM_LEN 16, include/linux/sched.h).
    private static final int COMM_BYTES = 15;

    public static Optional<Headline> scan(String text) {
        int old = text.indexOf("-order allocation failed (gfp=");
        if (old > 0) {
            return ofOldKernel(text, old);
        }
        for (Kind kind : KINDS) {
            int found = text.indexOf(kind.literal);
            if (found >= 0) {
                return at(kind, text, found);
            }
        }
        return Optional.empty();
    }

    private static final Kind[] KINDS = Kind.values();

    private static Optional<Headline> at(Kind kind, String text, int found) {
        Cursor cursor = new Cursor(text, found + kind.literal.length());
        boolean punctuated =
                kind == Kind.STALL
                        ? cursor.decimal().isPresent() && cursor.skip("ms,")
                        : cursor.skip(":") || cursor.skip(".");
        if (!punctuated || !cursor.blanks().skip("order:")) {
            return Optional.empty();
        }
        var order = cursor.integer();
        String before = text.substring(0, found).stripTrailing();
        RequestTail tail = RequestTail.at(cursor);
        boolean prose = !before.isEmpty() && !before.endsWith(":");
        if (order.isEmpty()
                || order.getAsInt() > 63
                || (prose && tail.mode().equals(RequestTail.NO_MODE))) {
            return Optional.empty();
        }
        String comm =
                prose || before.isEmpty() ? "" : comm(before.substring(0, before.length() - 1));
        return Optional.of(new Headline(kind, comm, order.getAsInt(), tail));
    }

    /// `__alloc_pages: 0-order allocation failed (gfp=0x20/0)`, as 2.4 wrote it.
    private static Optional<Headline> ofOldKernel(String text, int behind) {
        int from = text.lastIndexOf(' ', behind) + 1;
        var order = Cursor.decimal(text, from, behind);
        if (order.isEmpty() || order.getAsLong() > 63 || !text.contains("__alloc_pages: ")) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(text, behind + 30);
        RequestTail tail =
                new RequestTail(
                        RequestTail.mode(cursor),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return Optional.of(new Headline(Kind.FAILURE, "", (int) order.getAsLong(), tail));
    }

    /// The name in front of `: page allocation failure`, freed from a prefix that nobody took off.
    static String comm(String before) {
        String comm = before.strip();
        if (comm.length() <= COMM_BYTES) {
            return comm;
        }
        int kernel = comm.lastIndexOf("kernel: ");
        if (kernel >= 0 && comm.length() - kernel - 8 <= COMM_BYTES) {
            return comm.substring(kernel + 8).strip();
        }
        return comm.substring(comm.lastIndexOf(' ') + 1);
    }
}
