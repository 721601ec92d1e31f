/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

import java.util.ArrayList;
import java.util.List;

/// A zone as a Mem-Info report prints it.
public final class ReportZone {

    private final int node;
    private final String name;
    private final long[] counts = new long[11];
    private final String[] letters = new String[11];
    private long minKb;
    private long boostKb;
    private long managedKb = 4_000_000;
    private long fileKb;
    private long cmaKb;
    private long highatomicKb;
    private long looseKb;
    private String reserve = "0 0 0 0 0";

    private ReportZone(int node, String name) {
        this.node = node;
        this.name = name;
    }

    public static ReportZone of(int node, String name) {
        return new ReportZone(node, name);
    }

    public static ReportZone normal() {
        return of(0, "Normal").reserve(0, 0, 0, 0, 0);
    }

    /// Free blocks of one order, on the lists of these letters.
    public ReportZone blocks(int order, long count, String lists) {
        counts[order] = count;
        letters[order] = lists;
        return this;
    }

    /// Free pages that stand on no list: those of per-CPU lists that were just drained, to put a zone at an exact figure.
    public ReportZone looseKb(long kb) {
        looseKb = kb;
        return this;
    }

    public ReportZone minKb(long kb) {
        minKb = kb;
        return this;
    }

    public ReportZone boostKb(long kb) {
        boostKb = kb;
        return this;
    }

    public ReportZone managedKb(long kb) {
        managedKb = kb;
        return this;
    }

    public long managedKb() {
        return managedKb;
    }

    public ReportZone fileKb(long kb) {
        fileKb = kb;
        return this;
    }

    public ReportZone cmaKb(long kb) {
        cmaKb = kb;
        return this;
    }

    public ReportZone highatomicKb(long kb) {
        highatomicKb = kb;
        return this;
    }

    public ReportZone reserve(long... pages) {
        StringBuilder text = new StringBuilder();
        for (long entry : pages) {
            text.append(text.isEmpty() ? "" : " ").append(entry);
        }
        reserve = text.toString();
        return this;
    }

    public long freeKb() {
        long kb = looseKb;
        for (int order = 0; order < counts.length; order++) {
            kb += counts[order] * (4L << order);
        }
        return kb;
    }

    String counters() {
        return head()
                + " free:"
                + freeKb()
                + "kB"
                + (boostKb > 0 ? " boost:" + boostKb + "kB" : "")
                + " min:"
                + minKb
                + "kB low:"
                + (minKb * 5 / 4)
                + "kB high:"
                + (minKb * 3 / 2)
                + "kB reserved_highatomic:"
                + highatomicKb
                + "KB active_anon:0kB inactive_anon:0kB active_file:"
                + fileKb
                + "kB inactive_file:0kB unevictable:0kB writepending:0kB present:"
                + managedKb
                + "kB managed:"
                + managedKb
                + "kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:"
                + cmaKb
                + "kB";
    }

    String reserve() {
        return "lowmem_reserve[]: " + reserve;
    }

    String lists() {
        List<String> parts = new ArrayList<>();
        for (int order = 0; order < counts.length; order++) {
            String lists =
                    counts[order] > 0 && letters[order] != null ? " (" + letters[order] + ")" : "";
            parts.add(counts[order] + "*" + (4L << order) + "kB" + lists);
        }
        return head() + ": " + String.join(" ", parts) + " = " + freeKb() + "kB";
    }

    private String head() {
        return "Node " + node + " " + name;
    }
}
