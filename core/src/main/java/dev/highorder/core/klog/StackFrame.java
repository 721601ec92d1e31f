/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog;

import dev.highorder.core.model.Cite;

/// One frame of a printed stack.
///
/// @param function without offset, address and compiler suffixes (`.constprop.0`, `.isra.1`, `_noprof`)
/// @param module the `[nf_conntrack]` behind it, else empty
/// @param reliable false where the kernel printed a `?`
public record StackFrame(String function, String module, boolean reliable, Cite cite) {}
