/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;
import java.util.OptionalInt;

/// `CPU: 13 [UID: 0] PID: 187290 Comm: runc:[1:CHILD] [Kdump: loaded] Tainted: G … 3.10.0-… #1` (kernel/printk/printk.c,
/// lib/dump_stack.c), or `Pid: N, comm: X …` up to 3.8.
///
/// @param taint runs of blanks are one
public record CpuLine(
        OptionalInt cpu, OptionalInt pid, String comm, String taint, Optional<String> release) {

    /// Whether it opens a stack; lines such as `CPU: hi: 186, btch: 31` do not.
    public static Optional<CpuLine> scan(String text) {
        Cursor cursor = new Cursor(text, 0).blanks();
        OptionalInt cpu = OptionalInt.empty();
        if (cursor.skip("CPU: ")) {
            cpu = cursor.integer();
            if (cpu.isEmpty() || !cursor.find("PID: ")) {
                return Optional.empty();
            }
        } else if (!cursor.skip("Pid: ")) {
            return Optional.empty();
        }
        OptionalInt pid = cursor.integer();
        if (!cursor.find("Comm: ") && !cursor.find("comm: ")) {
            return pid.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CpuLine(cpu, pid, "", "", Optional.empty()));
        }
        String rest = cursor.rest();
        int not = rest.indexOf(" Not tainted");
        int tainted = rest.indexOf(" Tainted:");
        int end = not >= 0 ? not : tainted >= 0 ? tainted : rest.length();
        String comm = rest.substring(0, end);
        int kdump = comm.indexOf(" Kdump: loaded");
        if (kdump >= 0) {
            comm = comm.substring(0, kdump);
        }
        int behind = not >= 0 ? not + 12 : tainted >= 0 ? tainted + 9 : rest.length();
        return Optional.of(kernel(cpu, pid, comm.strip(), rest.substring(behind)));
    }

    private static CpuLine kernel(OptionalInt cpu, OptionalInt pid, String comm, String text) {
        StringBuilder taint = new StringBuilder();
        Cursor cursor = new Cursor(text, 0);
        while (!cursor.blanks().atEnd()) {
            String word = cursor.word();
            if (isRelease(word)) {
                return new CpuLine(cpu, pid, comm, taint.toString(), Optional.of(word));
            }
            taint.append(taint.isEmpty() ? "" : " ").append(word);
        }
        return new CpuLine(cpu, pid, comm, taint.toString(), Optional.empty());
    }

    /// This line with the release that a mailer broke off to the next one; empty where that does not begin with a release.
    public Optional<CpuLine> carriedOn(String next) {
        String word = new Cursor(next, 0).blanks().word();
        return release.isEmpty() && isRelease(word)
                ? Optional.of(new CpuLine(cpu, pid, comm, taint, Optional.of(word)))
                : Optional.empty();
    }

    private static boolean isRelease(String word) {
        int dot = word.indexOf('.');
        return dot > 0
                && dot + 1 < word.length()
                && Cursor.isDigit(word.charAt(0))
                && Cursor.isDigit(word.charAt(dot + 1));
    }
}
