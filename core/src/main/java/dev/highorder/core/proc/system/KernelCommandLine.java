/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;
import java.util.List;

/// `/proc/cmdline`: the options the running kernel was booted with.
public record KernelCommandLine(Origin origin, List<String> options) implements SystemFact {

    public KernelCommandLine {
        options = List.copyOf(options);
    }
}
