/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.gfp;

import java.util.EnumSet;
import java.util.Set;

/// Reads the names in the brackets of `mode:0x…(…)`. Underscores in front are optional: people and some kernels leave
/// them out where no composite has the same name.
final class GfpName {

    private GfpName() {}

    /// The flags that a name stands for in a layout; empty where it is no name there. `__GFP_RECLAIM` is both reclaim flags.
    static Set<GfpFlag> flags(String name, GfpLayout layout) {
        if (!name.startsWith("GFP_") && !name.startsWith("__GFP_") && !name.startsWith("___GFP_")) {
            return EnumSet.noneOf(GfpFlag.class);
        }
        String bare = name.substring(name.indexOf("GFP_") + 4);
        if (name.startsWith("GFP_")) {
            for (GfpComposite composite : GfpComposite.values()) {
                if (composite.name().equals(bare) && composite.exists(layout)) {
                    return composite.flags(layout);
                }
            }
        }
        if (bare.equals("RECLAIM")) {
            return GfpComposite.NOIO.flags(layout);
        }
        for (GfpFlag flag : GfpFlag.values()) {
            if (flag.name().equals(bare) && flag.bit(layout).isPresent()) {
                return EnumSet.of(flag);
            }
        }
        return EnumSet.noneOf(GfpFlag.class);
    }
}
