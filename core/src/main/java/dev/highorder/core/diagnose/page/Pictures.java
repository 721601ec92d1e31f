/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnose.RequestCase;
import dev.highorder.core.diagnosis.Missing;

/// Evidence that page rules ask for.
final class Pictures {

    private static final String REPORTS =
            "journalctl -k --no-pager | grep -E -A 90 'page allocation failure|invoked oom-killer'";

    private Pictures() {}

    /// What would settle it where no report of the kernel is there.
    static Missing memInfo() {
        return new Missing(
                "the kernel's own report of that moment",
                "the stack and the Mem-Info block behind the failure show the free lists as the request met them",
                REPORTS);
    }

    /// The same; where one is there already, another one.
    static Missing memInfo(RequestCase request) {
        return request.atFailure()
                ? new Missing(
                        "further reports of the same failure",
                        "one of them may have been printed while memory still was as the request met it",
                        REPORTS)
                : memInfo();
    }
}
