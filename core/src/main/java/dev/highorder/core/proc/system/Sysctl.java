/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;

/// One setting: a file below `/proc/sys` or a line of `sysctl -a`.
///
/// @param name dotted: `vm.min_free_kbytes`
public record Sysctl(Origin origin, String name, String value) implements SystemFact {}
