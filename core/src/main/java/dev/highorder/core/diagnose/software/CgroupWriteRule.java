/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.software;

import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.diagnose.Rule;
import dev.highorder.core.diagnose.Ruling;
import dev.highorder.core.diagnosis.Cause;
import dev.highorder.core.diagnosis.Confidence;
import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.runtime.ContainerFailure;
import java.util.Optional;

/// The kernel refused a value that the runtime wrote into a file of the memory controller (v1). EBUSY of a limit means that the cgroup
/// already uses more and nothing could be reclaimed (mm/memcontrol.c, mem_cgroup_resize_limit; 2.6.25 to 6.18). A limit on kernel
/// memory is refused with EBUSY once the cgroup has tasks or children (3.8 to 4.4), and with EOPNOTSUPP by kernels that no longer
/// have it.
public final class CgroupWriteRule implements Rule {

    @Override
    public String id() {
        return "cgroup-write";
    }

    @Override
    public Ruling examine(Examination examination) {
        Optional<ContainerFailure> failure = examination.lead(ContainerFailure.class);
        String errno = failure.flatMap(ContainerFailure::errno).orElse("");
        String file = failure.flatMap(ContainerFailure::path).map(CgroupWriteRule::name).orElse("");
        boolean busy = errno.equals("EBUSY");
        boolean limit =
                file.equals("memory.limit_in_bytes")
                        || file.equals("memory.memsw.limit_in_bytes")
                        || failure.map(ContainerFailure::message)
                                .filter(message -> message.startsWith("unable to set memory limit"))
                                .isPresent();
        boolean kernelMemory =
                file.equals("memory.kmem.limit_in_bytes")
                        || file.equals("memory.kmem.tcp.limit_in_bytes");
        if (busy && limit) {
            return Ruling.Found.of(
                            Cause.MEMCG_LIMIT,
                            Confidence.LIKELY,
                            "The memory limit is below what the cgroup already uses",
                            "The kernel answered EBUSY to the new value of "
                                    + (file.isEmpty() ? "the limit" : file)
                                    + ": the processes in the cgroup, at the start the runtime's own, use more than that"
                                    + " and nothing of it could be reclaimed.",
                            DiskFullRule.cites(examination.episode().orElseThrow()))
                    .missing(
                            new Missing(
                                    "the limit of the container",
                                    "a few MiB are less than the runtime itself needs to set a container up",
                                    "kubectl describe pod <pod>; docker inspect -f '{{.HostConfig.Memory}}' <container>"));
        }
        if (kernelMemory && (busy || errno.equals("EOPNOTSUPP"))) {
            return Ruling.Found.of(
                            Cause.RUNTIME_OTHER,
                            Confidence.LIKELY,
                            "The runtime sets a kernel memory limit that this kernel does not take",
                            "The kernel refused a write to "
                                    + file
                                    + " with "
                                    + errno
                                    + (busy
                                            ? ": the limit can be set only before the cgroup has tasks."
                                            : ": kernels that no longer limit kernel memory apart answer so, and newer"
                                                    + " runtimes do not write there."),
                            DiskFullRule.cites(examination.episode().orElseThrow()))
                    .missing(
                            new Missing(
                                    "versions of the runtime and of the kernel",
                                    "a newer runc leaves kernel memory alone",
                                    "runc --version; uname -r"));
        }
        return Ruling.NotApplicable.OTHER_MATTER;
    }

    private static String name(String path) {
        return path.startsWith("/sys/fs/cgroup/") ? path.substring(path.lastIndexOf('/') + 1) : "";
    }
}
