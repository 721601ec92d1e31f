/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a line of a log that is too large to be kept whole must hold to be kept, and how many lines after
/// it belong to it: a kernel's dump goes on for long, a container error stands alone.
final class Interest {

    /// Lines kept in front of one that passes.
    static final int BEFORE = 6;

    private static final int DUMP = 220;
    private static final int MESSAGE = 3;

    private static final List<String> DUMPS =
            List.of(
                    "page allocation failure",
                    "page allocation stall",
                    "Unable to allocate memory on node",
                    "allocation failed",
                    "alloc failed",
                    "invoked oom-killer",
                    "Out of memory",
                    "out of memory",
                    "emory cgroup out of",
                    "Mem-Info:",
                    "Call Trace",
                    "Call trace",
                    "FAULT_INJECTION",
                    "cut here",
                    "BUG: ",
                    "vmap allocation",
                    "failed with error -",
                    "slab cache",
                    "SLUB: ",
                    "Node 0, zone",
                    "MemTotal",
                    "nr_free_pages",
                    "#subsys_name",
                    "slabinfo - version",
                    "OBJ/SLAB",
                    "vm.min_free_kbytes",
                    "nr_dying_descendants",
                    "total        used",
                    "Server Version");

    private static final List<String> MESSAGES =
            List.of(
                    "OCI runtime",
                    "oci runtime",
                    "final child",
                    "RunPodSandbox",
                    "CreatePodSandbox",
                    "CreateContainer",
                    "StartContainer",
                    "runc create failed",
                    "runc did not terminate",
                    "cannot allocate memory",
                    "annot allocate memory",
                    "o space left on device",
                    "esource temporarily unavailable",
                    "table full",
                    "table overflow",
                    "callbacks suppressed",
                    "messages suppressed",
                    "Linux version",
                    "drop_caches",
                    "compact_memory",
                    "CNI failed",
                    "failed to create shim",
                    "failed to setup network",
                    "fork rejected by pids");

    private Interest() {}

    /// Finds what both lists name.
    static LiteralScanner scanner() {
        List<String> all = new ArrayList<>(DUMPS);
        Collections.addAll(all, MESSAGES.toArray(new String[0]));
        return new LiteralScanner(all);
    }

    /// How many lines after one with this literal belong to it.
    static int after(int literal) {
        return literal < DUMPS.size() ? DUMP : MESSAGE;
    }
}
