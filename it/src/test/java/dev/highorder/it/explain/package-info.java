/* SPDX-License-Identifier: Apache-2.0 */
/// `explain`, from end to end.
@NullMarked
package dev.highorder.it.explain;

import org.jspecify.annotations.NullMarked;
