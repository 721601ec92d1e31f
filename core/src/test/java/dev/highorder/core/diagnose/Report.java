/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints what a kernel prints when it refuses pages, line by line by its format strings (mm/page_alloc.c, mm/show_mem.c,
/// mm/oom_kill.c, lib/dump_stack.c). Kernels ≥ 5.0 unless told otherwise; memory in kB and pages as the kernel counts it.
public final class Report {

    private String head;
    private String comm = "stress";
    private String release = "5.15.135";
    private int pid = 4242;
    private final List<String> frames = new ArrayList<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final List<ReportZone> zones = new ArrayList<>();
    private final List<String> tail = new ArrayList<>();
    private String hugePages = "";
    private long swapFreeKb;
    private long ramPages = -1;
    private long highmemPages;
    private boolean memInfo = true;

    private Report(String head) {
        this.head = head;
    }

    /// `stress: page allocation failure: order:3, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0`.
    public static Report refused(int order, String mode) {
        return refused(order, mode, "(null)", "0");
    }

    public static Report refused(int order, String mode, String nodemask, String memsAllowed) {
        return new Report(
                "COMM: page allocation failure: order:"
                        + order
                        + ", mode:"
                        + mode
                        + ", nodemask="
                        + nodemask
                        + ",cpuset=/,mems_allowed="
                        + memsAllowed);
    }

    /// As kernels up to 4.5 print it, without names and masks.
    public static Report refusedByNumber(int order, String mode) {
        return new Report("COMM: page allocation failure: order:" + order + ", mode:" + mode);
    }

    /// `stress invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0`, with its kill.
    public static Report oom(int order, String mode, String constraint, String memsAllowed) {
        Report report =
                new Report(
                        "COMM invoked oom-killer: gfp_mask="
                                + mode
                                + ", order="
                                + order
                                + ", oom_score_adj=0");
        report.tail.add(
                "oom-kill:constraint="
                        + constraint
                        + ",nodemask=(null),cpuset=/,mems_allowed="
                        + memsAllowed
                        + ",global_oom,task_memcg=/user.slice,task=stress,pid=4243,uid=0");
        report.tail.add(
                "Out of memory: Killed process 4243 (stress) total-vm:2000000kB, anon-rss:1900000kB, file-rss:0kB,"
                        + " shmem-rss:0kB, UID:0 pgtables:4000kB oom_score_adj:0");
        return report;
    }

    /// Any other first line; `COMM` in it stands for the task's name.
    public static Report headed(String head) {
        return new Report(head);
    }

    public Report comm(String name) {
        comm = name;
        return this;
    }

    public Report release(String name) {
        release = name;
        return this;
    }

    public Report pid(int number) {
        pid = number;
        return this;
    }

    /// Top first, without offsets; the printer's own frames stand above.
    public Report stack(String... functions) {
        frames.addAll(List.of("dump_stack_lvl", "warn_alloc"));
        frames.addAll(List.of(functions));
        return this;
    }

    /// A stack that another printer began.
    public Report bareStack(String... functions) {
        frames.addAll(List.of(functions));
        return this;
    }

    public Report pages(String counter, long pages) {
        counters.put(counter, pages);
        return this;
    }

    public Report zone(ReportZone zone) {
        zones.add(zone);
        return this;
    }

    public Report hugePages(long total, int sizeKb) {
        hugePages =
                "Node 0 hugepages_total="
                        + total
                        + " hugepages_free=0 hugepages_surp=0 hugepages_size="
                        + sizeKb
                        + "kB";
        return this;
    }

    public Report swapFree(long kb) {
        swapFreeKb = kb;
        return this;
    }

    public Report ram(long pages) {
        ramPages = pages;
        return this;
    }

    public Report highmem(long pages) {
        highmemPages = pages;
        return this;
    }

    public Report withoutMemInfo() {
        memInfo = false;
        return this;
    }

    public Report line(String text) {
        tail.add(text);
        return this;
    }

    /// The lines, bare of any transport.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(head.replace("COMM", comm));
        if (!frames.isEmpty()) {
            lines.add("CPU: 1 PID: " + pid + " Comm: " + comm + " Not tainted " + release + " #1");
            lines.add("Hardware name: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.2 04/01/2014");
            lines.add("Call Trace:");
            for (String frame : frames) {
                lines.add(" " + frame + "+0x1d/0x40");
            }
        }
        if (memInfo) {
            memInfo(lines);
        }
        lines.addAll(tail);
        return lines;
    }

    private void memInfo(List<String> lines) {
        lines.add("Mem-Info:");
        lines.add(
                "active_anon:"
                        + of("active_anon")
                        + " inactive_anon:"
                        + of("inactive_anon")
                        + " isolated_anon:0");
        lines.add(
                " active_file:"
                        + of("active_file")
                        + " inactive_file:"
                        + of("inactive_file")
                        + " isolated_file:0");
        lines.add(" unevictable:" + of("unevictable") + " dirty:0 writeback:0");
        lines.add(
                " slab_reclaimable:"
                        + of("slab_reclaimable")
                        + " slab_unreclaimable:"
                        + of("slab_unreclaimable"));
        lines.add(
                " mapped:0 shmem:" + of("shmem") + " pagetables:" + of("pagetables") + " bounce:0");
        lines.add(" kernel_misc_reclaimable:0");
        lines.add(" free:" + of("free", freePages()) + " free_pcp:0 free_cma:" + of("free_cma"));
        long managed = 0;
        for (ReportZone zone : zones) {
            lines.add(zone.counters());
            lines.add(zone.reserve());
            managed += zone.managedKb() / 4;
        }
        for (ReportZone zone : zones) {
            lines.add(zone.lists());
        }
        if (!hugePages.isEmpty()) {
            lines.add(hugePages);
        }
        lines.add((of("active_file") + of("inactive_file")) + " total pagecache pages");
        lines.add("0 pages in swap cache");
        lines.add("Swap cache stats: add 0, delete 0, find 0/0");
        lines.add("Free swap  = " + swapFreeKb + "kB");
        lines.add("Total swap = " + swapFreeKb + "kB");
        lines.add((ramPages < 0 ? managed : ramPages) + " pages RAM");
        lines.add(highmemPages + " pages HighMem/MovableOnly");
        lines.add("0 pages reserved");
        lines.add("0 pages hwpoisoned");
    }

    private long of(String counter) {
        return of(counter, 0);
    }

    private long of(String counter, long otherwise) {
        return counters.getOrDefault(counter, otherwise);
    }

    private long freePages() {
        long pages = 0;
        for (ReportZone zone : zones) {
            pages += zone.freeKb() / 4;
        }
        return pages;
    }

    /// As dmesg prints it, from a second of uptime on.
    public String dmesg(long second) {
        StringBuilder text = new StringBuilder();
        long micros = 0;
        for (String line : lines()) {
            text.append('[')
                    .append(String.valueOf(second).indent(0).strip())
                    .append('.')
                    .append(String.valueOf(100_000 + micros++))
                    .append("] ")
                    .append(line)
                    .append('\n');
        }
        return text.toString();
    }

    /// As syslog keeps it.
    public String syslog(String stamp, String host) {
        StringBuilder text = new StringBuilder();
        for (String line : lines()) {
            text.append(stamp)
                    .append(' ')
                    .append(host)
                    .append(" kernel: ")
                    .append(line)
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return dmesg(5000);
    }
}
