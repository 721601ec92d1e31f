/* SPDX-License-Identifier: Apache-2.0 */
/// The pages of a node counted: its page map, or what its counters tell without one, held against the kernel's own figures.
@NullMarked
package dev.highorder.core.census;

import org.jspecify.annotations.NullMarked;
