/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.remedy;

import dev.highorder.core.diagnosis.Remedy.Risk;
import java.util.List;

/// Remedies where neither memory nor a limit is at fault.
final class SoftwareRemedies {

    private SoftwareRemedies() {}

    static void faultInjection(List<Draft> drafts) {
        drafts.add(
                Draft.lasting("fault-injection-off", "Turn fault injection off")
                        .run(
                                "for f in /sys/kernel/debug/fail*/probability; do echo 0 > \"$f\"; done")
                        .expect("the kernel stops refusing on purpose")
                        .because(
                                "the failure was asked for; take failslab= and fail_page_alloc= off the command line too"));
    }

    static void kernelBug(List<Draft> drafts) {
        drafts.add(
                Draft.lasting(
                                "report-bug",
                                "Report it with the whole log, and try the newest kernel of the series")
                        .run("uname -r; journalctl -k --no-pager > kernel.log")
                        .risk(Risk.MEDIUM)
                        .expect("a fix, or a kernel that has it")
                        .because(
                                "the state shown is one the kernel must not be in; no setting mends it"));
    }

    static void runtime(List<Draft> drafts) {
        drafts.add(
                Draft.lasting(
                                "runtime-versions",
                                "Bring the parts of the container software to matching versions")
                        .run(
                                "runc --version; containerd --version; docker version; ps -ef | grep -E '[d]ockerd|[c]ontainerd'")
                        .risk(Risk.NONE)
                        .expect("shows a second engine, or parts of different age")
                        .because("most faults of this kind are two versions side by side"));
        drafts.add(
                Draft.stopGap(
                                "restart-runtime",
                                "Restart the container runtime, on a cordoned node")
                        .run("systemctl restart containerd  # or: docker, crio")
                        .risk(Risk.MEDIUM)
                        .expect(
                                "lost shims and sockets are made anew; running containers go on under containerd")
                        .because("the software lost its own parts"));
    }
}
