/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The cheap first pass over a big log: which lines `RuntimeLog` may read something from. A superset; what
/// passes is read properly afterwards.
public final class RuntimeLogFilter {

    /// A line with none of these, and none of [#ORDINARY], says nothing to `RuntimeLog`. Plain, case-sensitive substrings.
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
                    "create failed",
                    "exec failed",
                    "FailedCreatePod",
                    "ensure pod container exists",
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
                    "file watchers reached",
                    "inotify watches",
                    "inotify instances",
                    "annot clone",
                    "CLONE_NEWUSER",
                    "pthread_create failed",
                    "newosproc",
                    "new OS thread",
                    "native thread",
                    "an't fork",
                    "annot fork",
                    "o fork",
                    "transport is closing",
                    "annot connect to the Docker daemon",
                    "error while dialing",
                    "container runtime is down");

    /// Words of failures which stand in the ordinary lines of a busy node too; see [#isOrdinary].
    public static final List<String> ORDINARY =
            List.of(
                    "PodSandBox",
                    "PodSandbox",
                    "pod sandbox",
                    "start container",
                    "ttrpc: ",
                    "containerd-shim",
                    "shim disconnected",
                    "containerd.sock",
                    "docker.sock",
                    "crio.sock",
                    "eadline exceeded",
                    "DeadlineExceeded");

    private RuntimeLogFilter() {}

    /// Whether `RuntimeLog` may read something from the line.
    public static boolean passes(String line) {
        return holdsOne(line, LITERALS) || (holdsOne(line, ORDINARY) && !isOrdinary(line));
    }

    /// Whether a line, which has no other literals than [#ORDINARY], surely tells of no failure: its program says so by the level, and
    /// passes on no error; or it is what containerd says of each shim that ends.
    public static boolean isOrdinary(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return isOrdinary(bytes, 0, bytes.length);
    }

    /// The same of a line between two offsets.
    public static boolean isOrdinary(byte[] bytes, int from, int to) {
        return OrdinaryLine.isOne(bytes, from, to);
    }

    private static boolean holdsOne(String line, List<String> literals) {
        for (String literal : literals) {
            if (line.contains(literal)) {
                return true;
            }
        }
        return false;
    }
}
