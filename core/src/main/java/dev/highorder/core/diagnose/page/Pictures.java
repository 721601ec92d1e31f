/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.page;

import dev.highorder.core.diagnosis.Missing;

/// Evidence that page rules ask for.
final class Pictures {

    private Pictures() {}

    static Missing memInfo() {
        return new Missing(
                "the kernel's own report of that moment",
                "the stack and the Mem-Info block behind the failure show the free lists as the request met them",
                "journalctl -k --no-pager | grep -A 60 'page allocation failure'");
    }
}
