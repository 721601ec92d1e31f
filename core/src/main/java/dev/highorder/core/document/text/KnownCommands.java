/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.util.Set;

/// Words that begin a shell command when somebody looks into a node. They tell `# cat /proc/buddyinfo`
/// from `# a comment`.
final class KnownCommands {

    private static final Set<String> WORDS =
            Set.of(
                    ("cat echo sysctl free uname docker kubectl slabtop dmesg journalctl find sync systemctl"
                                    + " crictl ctr podman runc nerdctl ls df du head tail less more grep egrep"
                                    + " fgrep zgrep zcat awk sed sort uniq wc top htop atop ps vmstat mount umount"
                                    + " lsblk lscpu lsmem numactl numastat hostname hostnamectl uptime date sudo"
                                    + " watch tee rm mkdir rmdir service yum dnf apt apt-get rpm dpkg zypper grubby"
                                    + " grub2-mkconfig update-grub reboot shutdown ulimit getconf getent ip ss"
                                    + " netstat iptables conntrack lsmod modprobe rmmod modinfo swapon swapoff stat"
                                    + " for while if ssh perf bpftrace crash nsenter unshare strace cp mv touch oc"
                                    + " minikube helm buildah skopeo lsof fuser kill pkill time vim vi nano chmod"
                                    + " chown export cd pwd id which printf dd curl wget python python3 perl sar"
                                    + " mpstat iostat pidstat nproc arch sos sosreport kubelet containerd dockerd"
                                    + " crio docker-runc docker-containerd-ctr ctr-enter cgget cgcreate"
                                    + " systemd-cgtop systemd-cgls lscgroup smem xargs tr cut column od strings"
                                    + " file test set unset env alias source su exit clear history page-types"
                                    + " slabinfo highorder cpupower lspci lsusb dmidecode ethtool tune2fs xfs_info"
                                    + " xfs_db stress stress-ng fio make gcc git logger zstdcat xzcat kubeadm")
                            .split(" "));

    /// Commands whose output is evidence: they count without a prompt when their output follows.
    private static final Set<String> PRINTERS =
            Set.of(
                    ("cat free uname docker kubectl slabtop dmesg journalctl sysctl find df head tail grep"
                                    + " lscpu nproc getconf hostname hostnamectl vmstat numactl numastat uptime"
                                    + " crictl podman runc containerd rpm sudo sort lsb_release")
                            .split(" "));

    private KnownCommands() {}

    static boolean begins(String command) {
        String word = firstWord(command);
        if (word.isEmpty()) {
            return false;
        }
        char first = word.charAt(0);
        if ((first == '/' && word.length() > 2) || word.startsWith("./") || word.startsWith("~/")) {
            return word.indexOf('/', 1) > 0 && !word.endsWith("/");
        }
        int equals = word.indexOf('=');
        if (equals > 0
                && word.chars()
                        .limit(equals)
                        .allMatch(c -> c == '_' || Character.isLetterOrDigit(c))) {
            return true;
        }
        return WORDS.contains(word);
    }

    static boolean prints(String command) {
        return PRINTERS.contains(firstWord(command));
    }

    private static String firstWord(String command) {
        int end = 0;
        while (end < command.length() && " \t;|&><(".indexOf(command.charAt(end)) < 0) {
            end++;
        }
        return command.substring(0, end);
    }
}
