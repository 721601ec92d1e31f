/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.diagnosis.RuledOut;
import dev.highorder.core.model.Cite;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Limits of the kernel that speak with a disk's errno or with one of their own: session keys (EDQUOT, security/keys/key.c) and the
/// ports of a bridge (EXFULL, net/bridge/br_if.c), and compiled BPF programs, of which a seccomp filter is one (524).
public final class QuotaRule implements Rule {

    @Override
    public String id() {
        return "kernel-quota";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure = examination.lead(ContainerFailure.class);
        if (failure.isEmpty()) {
            return Ruling.NotApplicable.OTHER_MATTER;
        }
        String said = failure.get().message().toLowerCase(Locale.ROOT);
        List<Cite> cites = List.of(failure.get().cite());
        if (said.contains("quota exceeded")
                && (said.contains("session key") || said.contains("keyring"))) {
            return Ruling.Found.of(
                            Cause.KERNEL_LIMIT,
                            Confidence.CERTAIN,
                            "The quota on kernel keys is used up",
                            "A session keyring could not be made: EDQUOT, which the key service answers at"
                                    + " kernel.keys.maxkeys or maxbytes of the user.",
                            cites)
                    .kb("KB-78")
                    .rulingOut(
                            new RuledOut(
                                    Optional.of(Cause.DISK_OR_INODE),
                                    Optional.empty(),
                                    "the quota is of keys, which lie in kernel memory and on no disk",
                                    cites,
                                    Optional.of("KB-78")))
                    .missing(
                            new Missing(
                                    "keys by user, against the quota",
                                    "names the user that holds them",
                                    "cat /proc/key-users; sysctl kernel.keys"));
        }
        if (said.contains("exchange full")) {
            return Ruling.Found.of(
                            Cause.KERNEL_LIMIT,
                            Confidence.CERTAIN,
                            "The bridge has no port left",
                            "An interface could not be added: EXFULL, which a bridge answers at 1,024 ports.",
                            cites)
                    .kb("KB-78")
                    .missing(
                            new Missing(
                                    "ports of the bridge",
                                    "tells whether they are pods that live or interfaces left over",
                                    "ls /sys/class/net/<bridge>/brif | wc -l"));
        }
        if (failure.get().errno().equals(Optional.of("ENOTSUPP")) && said.contains("seccomp")) {
            return Ruling.Found.of(
                            Cause.KERNEL_LIMIT,
                            Confidence.LIKELY,
                            "The BPF JIT has no room left",
                            "A seccomp filter could not be loaded: errno 524, which the kernel answers when a filter was not"
                                    + " compiled and nothing else may run it (kernel/bpf/core.c, bpf_prog_select_runtime)."
                                    + " That happens when the programs loaded use net.core.bpf_jit_limit up.",
                            cites)
                    .kb("KB-78")
                    .missing(
                            new Missing(
                                    "the limit and what is used of it",
                                    "tells whether programs leak or the limit is small",
                                    "sysctl net.core.bpf_jit_limit; grep bpf_jit /proc/vmallocinfo | awk '{s+=$2} END {print s}'"));
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }
}
