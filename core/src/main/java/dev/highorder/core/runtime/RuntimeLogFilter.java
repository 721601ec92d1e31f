/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.util.List;

/// The cheap first pass over a big log: which lines `RuntimeLog` may read something from. A superset; what
/// passes is read properly afterwards.
public final class RuntimeLogFilter {

    /// A line with none of these says nothing to `RuntimeLog`. Plain, case-sensitive substrings.
    public static final List<String> LITERALS =
            List.of(
                    "final child",
                    "exit status ",
                    "signal: killed",
                    "OOM-killed",
                    "read init-p",
                    "OCI runtime",
                    "oci runtime",
                    "container_linux.go",
                    "process_linux.go",
                    "rpc error: code",
                    "Error response from daemon",
                    "PodSandBox",
                    "PodSandbox",
                    "pod sandbox",
                    "start container",
                    "create failed",
                    "exec failed",
                    "FailedCreatePod",
                    "annot allocate memory",
                    "o space left on device",
                    "esource temporarily unavailable",
                    "oo many open files",
                    "oo many links",
                    "limit_in_bytes",
                    "isk quota exceeded",
                    "xchange full",
                    "errno 524",
                    "nput/output error",
                    "ead-only file system",
                    "tructure needs cleaning",
                    "tale file handle",
                    "peration not permitted",
                    "ermission denied",
                    "user namespaces",
                    "max_user_namespaces",
                    "annot clone",
                    "CLONE_NEWUSER",
                    "pthread_create failed",
                    "newosproc",
                    "new OS thread",
                    "native thread",
                    "an't fork",
                    "annot fork",
                    "o fork",
                    "ttrpc: ",
                    "transport is closing",
                    "annot connect to the Docker daemon",
                    "error while dialing",
                    "containerd-shim",
                    "shim disconnected",
                    "containerd.sock",
                    "docker.sock",
                    "crio.sock",
                    "container runtime is down",
                    "eadline exceeded",
                    "DeadlineExceeded");

    private RuntimeLogFilter() {}

    /// Whether the line has any of the literals.
    public static boolean passes(String line) {
        for (String literal : LITERALS) {
            if (line.contains(literal)) {
                return true;
            }
        }
        return false;
    }
}
