/* SPDX-License-Identifier: Apache-2.0 */
/// Explains one line, mask, order, error number, stack or message by what the other packages know. Judges no node; renders nothing.
@NullMarked
package dev.highorder.core.explain;

import org.jspecify.annotations.NullMarked;
