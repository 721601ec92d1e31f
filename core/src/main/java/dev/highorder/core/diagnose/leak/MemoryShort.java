/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.leak;

import dev.highorder.core.buddy.Admission;
import dev.highorder.core.diagnose.Examination;
import dev.highorder.core.klog.OomKill;

/// Whether what is examined can have memory that is held for its cause: the node's state, a kill for want of memory on the node, or a
/// request that found too few pages. A request that found no block of its order, or a cgroup at its limit, failed for something else.
final class MemoryShort {

    private MemoryShort() {}

    static boolean concerns(Examination examination) {
        if (examination.episode().isEmpty()
                || examination.lead(OomKill.class).filter(kill -> !kill.memcg()).isPresent()) {
            return true;
        }
        return examination
                .failedRequest()
                .filter(request -> request.all(Admission.ShortOfPages.class))
                .isPresent();
    }
}
