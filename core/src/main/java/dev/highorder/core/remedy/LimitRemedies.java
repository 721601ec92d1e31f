/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy.Risk;
import java.util.List;

/// Remedies where a limit was reached.
final class LimitRemedies {

    private LimitRemedies() {}

    static void memcg(List<Draft> drafts) {
        drafts.add(
                Draft.lasting("raise-limit", "Raise the container's memory limit, or use less")
                        .run("kubectl set resources <workload> --limits=memory=<more>")
                        .expect("the container is no longer killed at its limit")
                        .because("the limit is the cgroup's own; the node has memory")
                        .undo("kubectl set resources <workload> --limits=memory=<old value>"));
    }

    static void conntrack(List<Draft> drafts) {
        drafts.add(
                Draft.tuning(
                                "net.netfilter.nf_conntrack_max",
                                "Enlarge the connection tracking table")
                        .run(
                                "sysctl -w net.netfilter.nf_conntrack_max=$(( $(cat /proc/sys/net/netfilter/nf_conntrack_max) * 2 ))")
                        .expect(
                                "packets are no longer dropped; about 320 bytes for each entry in use")
                        .because(
                                "the table is bounded; kube-proxy writes its own value again, so set it there too")
                        .undo("sysctl -w net.netfilter.nf_conntrack_max=<old value>"));
        drafts.add(
                Draft.lasting("fewer-flows", "Keep fewer connections tracked")
                        .run(
                                "conntrack -L 2>/dev/null | awk '{print $1, $4}' | sort | uniq -c | sort -rn | head")
                        .risk(Risk.NONE)
                        .expect("shows which state and protocol fill the table")
                        .because("an established TCP connection stays for five days by default"));
    }

    static void kernelLimit(Situation situation, List<Draft> drafts) {
        switch (situation.kb().orElse("")) {
            case "KB-59" ->
                    drafts.add(
                            sysctl(
                                    "fs.inotify",
                                    "Raise the inotify limits",
                                    "fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=8192",
                                    "about 1 KiB of kernel memory for each watch in use"));
            case "KB-58" ->
                    drafts.add(
                            sysctl(
                                    "net.ipv4.neigh",
                                    "Enlarge the neighbour table",
                                    "net.ipv4.neigh.default.gc_thresh1=8192 net.ipv4.neigh.default.gc_thresh2=32768"
                                            + " net.ipv4.neigh.default.gc_thresh3=65536",
                                    "on the node, not in a pod; the same below net.ipv6 where ndisc_cache is named"));
            case "KB-77" ->
                    drafts.add(
                            Draft.lasting("mount-leak", "Find the mount that piles up")
                                    .run(
                                            "awk '{print $5}' /proc/self/mountinfo | sort | uniq -c | sort -rn | head; sysctl fs.mount-max")
                                    .risk(Risk.NONE)
                                    .expect("names the mount point; narrower propagation stops it")
                                    .because(
                                            "no node needs 100,000 mounts: a higher fs.mount-max only delays it"));
            case "KB-82" ->
                    drafts.add(
                            Draft.lasting(
                                            "tcp-buffers",
                                            "Find who does not read, then bound or raise the buffers")
                                    .run(
                                            "cat /proc/net/sockstat; ss -tmn | sort -k2 -n | tail; sysctl net.ipv4.tcp_mem")
                                    .risk(Risk.NONE)
                                    .expect("names the sockets that hold the buffers")
                                    .because(
                                            "tcp_mem is in pages and bounds all TCP buffers together"));
            case "KB-81" ->
                    drafts.add(
                            sysctl(
                                    "fs.file-max",
                                    "Raise the node's limit on open files",
                                    "fs.file-max=$(( $(cat /proc/sys/fs/file-max) * 2 ))",
                                    "files can be opened again; who holds them is to be found"));
            case "KB-78" -> {
                drafts.add(
                        sysctl(
                                "kernel.keys",
                                "Raise the quota on keys",
                                "kernel.keys.maxkeys=20000 kernel.keys.maxbytes=2000000",
                                "each container has a session keyring, and all of one uid share the quota"));
                drafts.add(jit());
            }
            default ->
                    drafts.add(
                            Draft.tuning("raise-sysctl", "Raise the limit that was reached")
                                    .run(
                                            "sysctl fs.inotify fs.mount-max fs.file-nr kernel.keys net.ipv4.neigh.default.gc_thresh3")
                                    .risk(Risk.NONE)
                                    .expect(
                                            "shows the limits; the call succeeds again above the one that was reached")
                                    .because("a limit was reached, not memory"));
        }
    }

    static Draft jit() {
        return sysctl(
                "net.core.bpf_jit_limit",
                "Give BPF programs more memory",
                "net.core.bpf_jit_limit=1073741824",
                "seccomp filters count too");
    }

    static void tasksOrFiles(Situation situation, List<Draft> drafts) {
        if (situation.of("KB-81")) {
            drafts.add(
                    Draft.lasting(
                                    "nofile",
                                    "Raise the process's limit on open files, or find the leak")
                            .run(
                                    "ls /proc/<pid>/fd | wc -l; systemctl edit <service>  # [Service] LimitNOFILE=1048576")
                            .expect("files can be opened again after a restart of the service")
                            .because("EMFILE is the process's own limit"));
            return;
        }
        drafts.add(
                Draft.lasting("pids-limit", "Find who makes so many tasks, or raise the limit")
                        .run(
                                "ps -eLo user,comm --no-headers | sort | uniq -c | sort -rn | head  # podPidsLimit, --pids-limit, TasksMax=")
                        .expect("threads and processes can be made again")
                        .because(
                                "fork answers EAGAIN at a limit; zombies and threads count as tasks"));
    }

    static void overcommit(List<Draft> drafts) {
        drafts.add(
                Draft.tuning("vm.overcommit_memory", "Leave strict commit accounting")
                        .run(
                                "sysctl -w vm.overcommit_memory=1  # what the kubelet wants; 0 elsewhere")
                        .risk(Risk.MEDIUM)
                        .expect(
                                "address space is promised again; when memory really runs out the kernel kills instead")
                        .because("what was refused is a promise, not memory")
                        .undo("sysctl -w vm.overcommit_memory=2"));
        drafts.add(
                Draft.tuning("vm.overcommit_ratio", "Stay strict, with a larger limit")
                        .run("sysctl -w vm.overcommit_ratio=90")
                        .expect("the limit is 90 % of memory plus swap")
                        .because("the default of 50 % suits a node with as much swap as memory")
                        .undo("sysctl -w vm.overcommit_ratio=50"));
    }

    static void userNamespaces(List<Draft> drafts) {
        drafts.add(
                Draft.tuning("user.max_user_namespaces", "Turn user namespaces on")
                        .run(
                                "sysctl -w user.max_user_namespaces=28633  # Debian: kernel.unprivileged_userns_clone=1")
                        .expect(
                                "rootless containers start; unprivileged users reach more kernel code")
                        .because(
                                "RHEL 7 ships with 0; later ones and Ubuntu restrict them by other means")
                        .undo("sysctl -w user.max_user_namespaces=0"));
    }

    static void disk(Situation situation, List<Draft> drafts) {
        if (!situation.of("KB-62")) {
            drafts.add(
                    Draft.lasting(
                                    "repair-storage",
                                    "Save what is on the device, then repair or replace it")
                            .run(
                                    "smartctl -a <device>; journalctl -k --no-pager | grep -i -E 'I/O error|shutdown|remount'")
                            .risk(Risk.NONE)
                            .expect("tells a failing disk from a full thin pool or a lost path")
                            .because("the file system gave up on its device"));
            return;
        }
        drafts.add(
                Draft.stopGap("free-disk", "Make room")
                        .run("df -h; df -i; crictl rmi --prune  # or: docker image prune")
                        .expect(
                                "files can be written again; images that no container uses are pulled anew when wanted")
                        .because("blocks or inodes are used up, not memory"));
        drafts.add(
                Draft.lasting("bound-disk-use", "Bound what grows")
                        .run(
                                "du -xsh /var/log /var/lib/docker /var/lib/containerd /var/lib/kubelet 2>/dev/null; lsof +L1 | tail")
                        .risk(Risk.NONE)
                        .expect(
                                "names what fills it: logs, images, deleted files that are still open")
                        .because(
                                "log rotation, image garbage collection and ephemeral-storage limits keep it from coming back"));
    }

    private static Draft sysctl(String id, String title, String settings, String expected) {
        StringBuilder undo = new StringBuilder("sysctl -w");
        for (String setting : settings.split(" (?=[a-z]+\\.)", -1)) {
            undo.append(' ').append(setting, 0, setting.indexOf('=')).append("=<old value>");
        }
        return Draft.tuning(id, title)
                .run("sysctl -w " + settings)
                .expect(expected)
                .because("a limit was reached, not memory; write it to /etc/sysctl.d to keep it")
                .undo(undo.toString());
    }
}
