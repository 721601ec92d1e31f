/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what the well-known sentences of container software and of the kernel mean. The first sentences are the innermost
/// causes; an outer wrapper ("RunPodSandbox failed") is explained only where nothing inside it is known.
final class MessageLesson {

    private record Sentence(String words, String lesson) {}

    private static final List<Sentence> INNER =
            List.of(
                    new Sentence(
                            "child's pid from pipe",
                            "runc waits for its first child (runc:[1:CHILD]) to enter the namespaces. EOF means that the child"
                                    + " died before it could report: the reason is in the kernel log of the same second, often a"
                                    + " failed allocation in unshare or copy_net_ns, a pids limit, or an OOM kill."),
                    new Sentence(
                            "running exec setns process for init caused",
                            "runc's child could not enter or make the namespaces and ended with that status; the reason is in"
                                    + " the kernel log of the same second. Status 6 and the like are line markers of runc's"
                                    + " nsexec.c, no error numbers."),
                    new Sentence(
                            "connection reset by peer",
                            "The container's init died while runc was talking to it: killed by the OOM killer, or by a memory"
                                    + " limit too small for runc itself."),
                    new Sentence(
                            "unable to create nf_conn slab cache",
                            "The new network namespace could not have its private conntrack cache, so unshare(CLONE_NEWNET)"
                                    + " failed and no container can start."),
                    new Sentence(
                            "table full, dropping packet",
                            "The conntrack table has reached net.netfilter.nf_conntrack_max: packets are dropped. It has nothing to"
                                    + " do with page allocation."),
                    new Sentence(
                            "fork rejected by pids controller",
                            "The cgroup's pids.max is reached: processes are refused, memory is not short."),
                    new Sentence(
                            "memory cgroup out of memory",
                            "A cgroup reached its own limit; the node may have plenty of memory."),
                    new Sentence(
                            "failed to add the host",
                            "Making the veth pair of the container failed."),
                    new Sentence(
                            "context deadline exceeded",
                            "Somebody gave up waiting: the cause lies with whom it waited for."),
                    new Sentence(
                            "possibly oom-killed",
                            "The process died by SIGKILL before it was up: a memory limit below what runc itself needs is the usual"
                                    + " cause."));

    private static final List<Sentence> OUTER =
            List.of(
                    new Sentence(
                            "oci runtime create failed",
                            "The wrapper of every failure to create a container: what counts is its innermost part."),
                    new Sentence(
                            "runpodsandbox",
                            "The kubelet's wrapper of every failure to start a pod's sandbox: what counts is its innermost part."),
                    new Sentence(
                            "failed to create shim",
                            "containerd's wrapper of every failure of the runtime: what counts is its innermost part."),
                    new Sentence(
                            "failed to start sandbox",
                            "A wrapper: what counts is its innermost part."));

    private MessageLesson() {}

    static List<String> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> statements = new ArrayList<>();
        for (Sentence sentence : INNER) {
            if (lower.contains(sentence.words())) {
                statements.add(sentence.lesson());
            }
        }
        if (statements.isEmpty()) {
            for (Sentence sentence : OUTER) {
                if (lower.contains(sentence.words())) {
                    statements.add(sentence.lesson());
                    break;
                }
            }
        }
        return statements;
    }

    static List<String> errno(Errno errno) {
        List<String> statements = new ArrayList<>();
        statements.add(errno.name() + " (" + errno.number() + "): " + errno.words() + ".");
        Optional.of(errno.lesson()).filter(lesson -> !lesson.isEmpty()).ifPresent(statements::add);
        return statements;
    }
}
