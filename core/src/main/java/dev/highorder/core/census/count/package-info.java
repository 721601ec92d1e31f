/* SPDX-License-Identifier: Apache-2.0 */
/// Counts the pages of a node, from its flags or from its counters.
@NullMarked
package dev.highorder.core.census.count;

import org.jspecify.annotations.NullMarked;
