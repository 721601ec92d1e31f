/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy.Risk;
import java.util.List;

/// Remedies for memory that is held and not given back.
final class LeakRemedies {

    private static final String NOKMEM = "cgroup.memory=nokmem";

    private LeakRemedies() {}

    static void memcgs(Situation situation, List<Draft> drafts) {
        if (situation.knowsNokmem()) {
            drafts.add(
                    Draft.lasting("nokmem", "Turn kernel memory accounting off and reboot")
                            .run(situation.bootOption(NOKMEM))
                            .risk(Risk.MEDIUM)
                            .on("el7 from 3.10.0-1062.4.1 on; 4.5 and later")
                            .expect(
                                    "no array is asked for any more and cgroups stop leaking; check after the reboot with"
                                            + " grep -o nokmem /proc/cmdline")
                            .because(
                                    "the leak needs kernel memory accounting, and with nokmem the kernel never turns it on;"
                                            + " cgroup limits then no longer count kernel memory")
                            .undo(situation.withoutBootOption(NOKMEM)));
        }
        if (situation.release().isEmpty() || situation.below(4, 5) || situation.isEl(7)) {
            drafts.add(
                    Draft.lasting(
                                    "kubelet-nokmem",
                                    "Run a kubelet and a runc that leave kernel memory accounting off, then reboot")
                            .run(
                                    "kubelet --version; runc --version; head -1 /sys/fs/cgroup/memory/kubepods/memory.kmem.slabinfo")
                            .risk(Risk.MEDIUM)
                            .expect(
                                    "new cgroups no longer leak; those that leaked go with the reboot")
                            .because(
                                    "the kubelet's own libcontainer turns accounting on for pod cgroups unless it was built"
                                            + " with GOFLAGS=-tags=nokmem; runc leaves it alone from 1.0.0-rc94 on"));
        }
        if (situation.release().isEmpty() || situation.below(4, 14)) {
            drafts.add(
                    Draft.lasting("newer-kernel", "Move to RHEL 8 or a kernel from 4.14 on")
                            .run("uname -r")
                            .risk(Risk.MEDIUM)
                            .expect(
                                    "the array falls back to vmalloc there and needs no contiguous pages, and one conntrack"
                                            + " cache serves all namespaces")
                            .because("RHEL 7 backported none of these changes"));
        }
        if (situation.of("KB-02")) {
            drafts.add(
                    Draft.tuning("raise-limit", "Raise the memory limit of the container")
                            .run("kubectl set resources <workload> --limits=memory=<more>")
                            .expect(
                                    "the charge fits again, until the leak has filled the new limit")
                            .because("kernel memory counts towards the limit")
                            .undo("kubectl set resources <workload> --limits=memory=<old value>"));
            return;
        }
        if (situation.of("KB-03", "KB-33", "KB-32")) {
            drafts.add(reboot("leaked cgroups and their ids go only with the kernel"));
            return;
        }
        drafts.add(
                StopGaps.compact(
                        situation,
                        "the demand stays, and doubles when the number of cgroups reaches the next step"));
        drafts.add(
                StopGaps.dropCaches(
                        situation,
                        2,
                        situation.isEl(7)
                                ? "from 1127 on it frees no cgroup that has leaked already"
                                : "cgroups pinned by these go with them"));
    }

    static void dying(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.lasting("churn", "Make fewer short-lived cgroups")
                        .run("kubectl get cronjobs,jobs -A; systemctl list-timers --all")
                        .expect("fewer cgroups die while pages are charged to them")
                        .because(
                                "each job, exec probe and login session leaves a cgroup that lives until its last page goes"));
        if (situation.atLeast(5, 19)) {
            drafts.add(
                    Draft.stopGap("memory.reclaim", "Reclaim from the parent cgroup")
                            .run("echo 1G > /sys/fs/cgroup/<parent>/memory.reclaim")
                            .on("5.19 and later, cgroup v2")
                            .expect("pages of dead cgroups below it go, and the cgroups with them")
                            .because("only that part of the tree loses its cache"));
        }
        drafts.add(
                StopGaps.dropCaches(
                        situation,
                        3,
                        "dead cgroups that only these pinned go with them: their count falls at once"));
    }

    static void kernelMemory(Situation situation, List<Draft> drafts) {
        drafts.add(
                Draft.lasting(
                                "find-leak",
                                "Find who allocates it, and update or unload that module")
                        .run(
                                situation.atLeast(6, 10)
                                        ? "sysctl vm.mem_profiling; sort -rn /proc/allocinfo | head -20; slabtop -o -s c | head -20"
                                        : "slabtop -o -s c | head -20; cat /proc/modules  # traces: boot with slub_debug=U"
                                                + " slab_nomerge, or page_owner=on")
                        .risk(Risk.NONE)
                        .expect("names the call site, or the cache and its size")
                        .because(
                                "SLUB merges caches of equal size, so the name in slabtop may be another's; modules of third"
                                        + " parties come first"));
        drafts.add(reboot("leaked kernel memory goes only with the kernel"));
    }

    private static Draft reboot(String why) {
        return Draft.stopGap("reboot", "Drain and reboot the node before it is full")
                .run("kubectl drain <node> --ignore-daemonsets && reboot")
                .risk(Risk.MEDIUM)
                .expect("all of it is back, until the leak has filled it again")
                .because(why);
    }
}
