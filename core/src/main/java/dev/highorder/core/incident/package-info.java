/* SPDX-License-Identifier: Apache-2.0 */
/// Facts of one node, and the incidents they tell of: links and orders, judges nothing. May not contain thresholds or advice.
@NullMarked
package dev.highorder.core.incident;

import org.jspecify.annotations.NullMarked;
