/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import java.util.List;
import java.util.OptionalLong;

/// The GFP mask of a request as the kernel printed it.
///
/// @param mask the number of `mode:0x…`/`gfp_mask=0x…`, if printed
/// @param names the flags that stand in brackets behind it (kernels ≥ 4.6), in printed order; else empty
/// @param text both as printed, in lower case hex
public record RequestMode(OptionalLong mask, List<String> names, String text) {

    public RequestMode {
        names = List.copyOf(names);
    }
}
