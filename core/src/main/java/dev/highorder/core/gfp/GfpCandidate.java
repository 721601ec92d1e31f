/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a mask means on the kernels of one layout, or why no such kernel printed it.
///
/// @param gfp the decode
/// @param ruledOutBy the bit or the combination that no caller passes on these kernels; empty where the mask makes sense
public record GfpCandidate(GfpLayout layout, List<String> gfp, Optional<String> ruledOutBy) {

    public GfpCandidate {
        gfp = List.copyOf(gfp);
    }

    public boolean plausible() {
        return ruledOutBy.isEmpty();
    }

    /// One a layout, in the order of the kernels.
    public static List<GfpCandidate> of(long mask) {
        List<GfpCandidate> candidates = new ArrayList<>();
        for (GfpLayout layout : GfpLayout.values()) {
            candidates.add(
                    new GfpCandidate(
                            layout, layout.decode(mask), GfpSense.objection(mask, layout)));
        }
        return List.copyOf(candidates);
    }
}
