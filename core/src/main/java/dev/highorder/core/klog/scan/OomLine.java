/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A line of an OOM report (mm/oom_kill.c, mm/memcontrol.c), 2.6.32 to 6.18.
public sealed interface OomLine {

    /// `X invoked oom-killer: gfp_mask=0x…, order=N, oom_score_adj=N`; a page fault that failed prints mode 0x0.
    record Invoked(String comm, OptionalInt order, RequestTail tail) implements OomLine {}

    /// `oom-kill:constraint=…,nodemask=…,cpuset=…,mems_allowed=…,(global_oom|oom_memcg=…),task_memcg=…,task=…,pid=…,uid=…` (≥ 5.0, el8).
    record Constraint(
            Optional<String> constraint,
            RequestTail masks,
            Optional<String> oomMemcg,
            Optional<String> taskMemcg,
            Optional<String> task,
            OptionalInt pid)
            implements OomLine {}

    /// `memory: usage NkB, limit NkB, failcnt N`, and the same of `memory+swap`, `swap` and `kmem`.
    ///
    /// @param bytes absent where the number is 2^63 or more
    /// @param limit in bytes; absent where the kernel prints "no limit", 2^62 or more
    record Usage(String counter, OptionalLong bytes, OptionalLong limit, OptionalLong failcnt)
            implements OomLine {}

    /// `Memory cgroup stats for PATH:`; one a descendant up to 4.20.
    record Stats(String memcg) implements OomLine {}

    /// `Task in A killed as a result of limit of B` (≤ 4.20), printed in up to two records.
    record Limited(Optional<String> taskMemcg, Optional<String> oomMemcg) implements OomLine {}

    /// The kill.
    ///
    /// @param memcg whether the line says that it was a cgroup's limit
    /// @param done false for the announcement `Kill process P (c) score S or sacrifice child` (≤ 5.0), which
    ///     `Killed process …` follows
    record Kill(boolean memcg, int pid, String comm, boolean done) implements OomLine {}

    /// `Out of memory and no killable processes`, `System is deadlocked on memory`.
    record NoKillable() implements OomLine {}

    /// `Tasks in PATH are going to be killed due to memory.oom.group set`: the kills that follow are one.
    record Group(String memcg) implements OomLine {}

    /// `oom_reaper: reaped process P (c)`.
    record Reaped() implements OomLine {}

    /// `Unreclaimable slab info:`.
    record SlabHead() implements OomLine {}

    /// A row below `Unreclaimable slab info:`.
    record SlabRow(String cache, long usedBytes, long totalBytes) implements OomLine {}

    /// The head or a row of the table of tasks.
    record Task() implements OomLine {}

    static Optional<OomLine> scan(String text) {
        if (text.contains(" invoked oom-killer:")) {
            return invoked(text);
        }
        String line = text.strip();
        if (line.startsWith("oom-kill:")) {
            return Optional.of(constraint(line));
        }
        if (line.contains("usage ") && line.contains("B, limit ")) {
            return usage(line);
        }
        if (line.contains("emory cgroup stats for ")) {
            Cursor cursor = new Cursor(line, 0);
            cursor.find("stats for ");
            return Optional.of(new Stats(cursor.until(":")));
        }
        if (line.contains("as a result of limit of ") || line.startsWith("Task in ")) {
            return limited(line);
        }
        if (line.contains("Kill process ")
                || line.contains("Killed process ")
                || line.contains("Kill task ")) {
            return kill(line);
        }
        if (line.contains("no killable processes")
                || (line.contains("System is deadlocked on memory")
                        && !line.contains("---[ end"))) {
            return Optional.of(new NoKillable());
        }
        if (line.contains("killed due to memory.oom.group")) {
            Cursor cursor = new Cursor(line, 0);
            return cursor.find("Tasks in ")
                    ? Optional.of(new Group(cursor.until(" are ")))
                    : Optional.empty();
        }
        if (line.startsWith("oom_reaper: ")) {
            return Optional.of(new Reaped());
        }
        if (line.startsWith("Unreclaimable slab info:")) {
            return Optional.of(new SlabHead());
        }
        return task(line);
    }

    /// A row of the slab table, which is known by its place only: `NAME 29KB 32KB`.
    static Optional<OomLine> slabRow(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        String cache = cursor.word();
        OptionalLong used = Cursor.kibibytes(cursor.blanks().decimal());
        if (cache.isEmpty() || used.isEmpty() || !cursor.skip("KB")) {
            return Optional.empty();
        }
        OptionalLong total = Cursor.kibibytes(cursor.blanks().decimal());
        return total.isPresent() && cursor.skip("KB") && endsRow(cursor.rest().strip())
                ? Optional.of(new SlabRow(cache, used.getAsLong(), total.getAsLong()))
                : Optional.empty();
    }

    /// Nothing, or the dots of somebody who left rows out.
    private static boolean endsRow(String rest) {
        return rest.isEmpty() || rest.equals("...");
    }

    private static Optional<OomLine> invoked(String text) {
        int at = text.indexOf(" invoked oom-killer:");
        Cursor cursor = new Cursor(text, at + 20).blanks();
        if (!cursor.skip("gfp_mask=") && !cursor.atEnd()) {
            return Optional.empty();
        }
        var mode = RequestTail.mode(cursor);
        RequestTail masks = RequestTail.masks(cursor.rest());
        OptionalInt order = OptionalInt.empty();
        if (cursor.find("order=")) {
            boolean none = cursor.skip("-"); // -1 is SysRq-f
            order = none ? OptionalInt.empty() : cursor.integer();
        }
        return Optional.of(
                new Invoked(
                        Headline.comm(text.substring(0, at)),
                        order,
                        new RequestTail(
                                mode, masks.nodemask(), masks.cpuset(), masks.memsAllowed())));
    }

    private static OomLine constraint(String line) {
        return new Constraint(
                field(line, "constraint=", ","),
                RequestTail.masks(line),
                field(line, "oom_memcg=", ",task_memcg="),
                field(line, "task_memcg=", ",task="),
                field(line, ",task=", ",pid="),
                number(line, ",pid="));
    }

    private static Optional<OomLine> usage(String line) {
        int colon = line.indexOf(": usage ");
        if (colon <= 0) {
            return Optional.empty();
        }
        String counter = line.substring(line.lastIndexOf(' ', colon - 1) + 1, colon);
        Cursor cursor = new Cursor(line, colon + 8);
        OptionalLong bytes = Cursor.kibibytes(cursor.decimal());
        OptionalLong limit = OptionalLong.empty();
        OptionalLong failcnt = OptionalLong.empty();
        if (cursor.find("limit ")) {
            limit = Cursor.kibibytes(cursor.decimal());
            if (limit.isPresent() && limit.getAsLong() >= 1L << 62) {
                limit = OptionalLong.empty();
            }
        }
        if (cursor.find("failcnt ")) {
            failcnt = cursor.decimal();
        }
        return Optional.of(new Usage(counter, bytes, limit, failcnt));
    }

    private static Optional<OomLine> limited(String line) {
        Optional<String> task = Optional.empty();
        int killed = line.indexOf(" killed");
        if (line.startsWith("Task in ") && killed > 8) {
            task = Optional.of(line.substring(8, killed));
        }
        Optional<String> limit = field(line, "limit of ", " ");
        return task.isEmpty() && limit.isEmpty()
                ? Optional.empty()
                : Optional.of(new Limited(task, limit));
    }

    /// `Killed process 12 (c) …`, `Killed process 12 (c), UID 0, …`, and of 2.6.32 `Killed process 12, UID 0, (c) …`.
    private static Optional<OomLine> kill(String line) {
        Cursor cursor = new Cursor(line, 0);
        boolean done = cursor.find("Killed process ");
        if (!done && !cursor.find("Kill process ") && !cursor.find("Kill task ")) {
            return Optional.empty();
        }
        OptionalInt pid = cursor.integer();
        int open = line.indexOf('(', cursor.position());
        if (pid.isEmpty() || open < 0) {
            return Optional.empty();
        }
        int close = endOfName(line, open);
        boolean memcg = line.contains("emory cgroup out of memory");
        return Optional.of(new Kill(memcg, pid.getAsInt(), line.substring(open + 1, close), done));
    }

    /// The bracket that closes a task's name, which may hold brackets itself.
    private static int endOfName(String line, int open) {
        for (String behind : new String[] {") total-vm:", ") score ", "), UID ", ") vsz:"}) {
            int found = line.indexOf(behind, open);
            if (found > 0) {
                return found;
            }
        }
        int close = line.indexOf(')', open);
        return close < 0 ? line.length() : close;
    }

    /// `[  pid  ]   uid  tgid total_vm …`, `[ 123]  0  123 …`, `Tasks state (memory values in pages):`.
    private static Optional<OomLine> task(String line) {
        if (line.startsWith("Tasks state (")) {
            return Optional.of(new Task());
        }
        Cursor cursor = new Cursor(line, 0);
        if (!cursor.skip("[")) {
            return Optional.empty();
        }
        cursor.blanks();
        boolean head = cursor.skip("pid");
        if ((!head && cursor.integer().isEmpty())
                || !cursor.blanks().skip("]")
                || cursor.position() == line.length()
                || line.charAt(cursor.position()) != ' ') {
            return Optional.empty();
        }
        cursor.blanks();
        boolean row =
                head
                        ? cursor.skip("uid")
                        : cursor.integer().isPresent() && cursor.blanks().integer().isPresent();
        return row ? Optional.of(new Task()) : Optional.empty();
    }

    private static Optional<String> field(String line, String label, String end) {
        Cursor cursor = new Cursor(line, 0);
        return cursor.find(label) ? RequestTail.text(cursor.until(end).strip()) : Optional.empty();
    }

    private static OptionalInt number(String line, String label) {
        Cursor cursor = new Cursor(line, 0);
        return cursor.find(label) ? cursor.integer() : OptionalInt.empty();
    }
}
