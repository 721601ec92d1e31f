/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.answer.observe;

import dev.highorder.core.diagnose.Amount;
import dev.highorder.core.document.CommandRun;
import dev.highorder.core.incident.NodeEvidence;
import dev.highorder.core.klog.KernelNotice;
import dev.highorder.core.model.Cite;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.memory.VmStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Signs that caches were dropped or memory was compacted by hand, and whether before the free lists were read: what a snapshot shows
/// behind such a command is the state after it.
record RemedyRuns(String statement, List<Cite> cites) {

    RemedyRuns {
        cites = List.copyOf(cites);
    }

    static RemedyRuns of(NodeEvidence node) {
        List<Cite> cites = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        commands(node, said, cites);
        notices(node, said, cites);
        counters(node, said, cites);
        return new RemedyRuns(said.toString().strip(), cites);
    }

    private static void commands(NodeEvidence node, StringBuilder said, List<Cite> cites) {
        int before = 0;
        int runs = 0;
        for (CommandRun run : node.all(CommandRun.class)) {
            if (changesFreeLists(run.command())) {
                cites.add(run.cite());
                runs++;
                before += snapshotBehind(node, run.cite()) ? 1 : 0;
            }
        }
        if (runs > 0) {
            boolean snapshots = !node.all(BuddyInfo.class).isEmpty();
            said.append(
                            "Caches were dropped or memory was compacted by a command of the transcript")
                    .append(
                            before > 0
                                    ? " before free lists were read: those are the state after it."
                                    : snapshots
                                            ? ", after the free lists were read: they are the state before it."
                                            : ".");
        }
    }

    private static boolean snapshotBehind(NodeEvidence node, Cite command) {
        for (BuddyInfo snapshot : node.all(BuddyInfo.class)) {
            if (snapshot.cite().path().equals(command.path())
                    && snapshot.cite().line() > command.line()) {
                return true;
            }
        }
        return false;
    }

    private static void notices(NodeEvidence node, StringBuilder said, List<Cite> cites) {
        List<KernelNotice> drops = node.notices(KernelNotice.Kind.DROP_CACHES);
        if (drops.isEmpty()) {
            return;
        }
        drops.stream().limit(3).map(KernelNotice::cite).forEach(cites::add);
        said.append(" The kernel logged drop_caches ")
                .append(drops.size() == 1 ? "once" : Amount.count(drops.size()) + " times")
                .append(drops.getFirst().value("comm").map(c -> ", by " + c).orElse(""))
                .append(
                        drops.getFirst()
                                .origin()
                                .stamp()
                                .map(s -> ", first at " + s.text())
                                .orElse(""))
                .append(": what was read of the free lists later is the state after it.");
    }

    private static void counters(NodeEvidence node, StringBuilder said, List<Cite> cites) {
        for (VmStat stat : node.all(VmStat.class)) {
            long pages = stat.value("drop_pagecache").orElse(0);
            long slab = stat.value("drop_slab").orElse(0);
            Optional<Cite> cite = stat.cite(pages > 0 ? "drop_pagecache" : "drop_slab");
            if (pages + slab > 0 && cite.isPresent()) {
                cites.add(cite.get());
                said.append(" Since boot page cache was dropped ")
                        .append(Amount.count(pages))
                        .append(" and slab ")
                        .append(Amount.count(slab))
                        .append(" times (vmstat); nothing tells when.");
                return;
            }
        }
    }

    /// Whether a command writes to drop_caches or compact_memory, or to a node's `compact`.
    static boolean changesFreeLists(String command) {
        return writesTo(command, "drop_caches")
                || writesTo(command, "compact_memory")
                || writesTo(command, "/compact");
    }

    /// By a redirection that is not of errors, by `tee`, or as a setting of `sysctl`.
    private static boolean writesTo(String command, String file) {
        int at = command.indexOf(file);
        if (at < 0) {
            return false;
        }
        if (command.contains("sysctl")) {
            int equals = command.indexOf('=', at);
            return equals == at + file.length() || equals == at + file.length() + 1;
        }
        int redirection = command.lastIndexOf('>', at);
        boolean output =
                redirection >= 0
                        && (redirection == 0 || command.charAt(redirection - 1) != '2')
                        && !command.substring(redirection, at).contains(";");
        int tee = command.indexOf("tee ");
        return output || (tee >= 0 && tee < at);
    }
}
