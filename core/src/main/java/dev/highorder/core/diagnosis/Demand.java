/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

import java.util.Optional;
import java.util.OptionalLong;

/// Who asked for how much, and what the size tells.
///
/// @param callSite the function that asked for the pages, shown or inferred
public record Demand(
        int order, Optional<String> callSite, Optional<Derived> derived, String statement) {

    /// @param what is counted, in words: `kernel-accounted memory cgroups at once`
    public record Derived(String what, OptionalLong low, OptionalLong high, OptionalLong exact) {}
}
