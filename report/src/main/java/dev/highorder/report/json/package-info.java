/* SPDX-License-Identifier: Apache-2.0 */
/// The answer as JSON, in the contract's shape and order. May not lay out text.
@NullMarked
package dev.highorder.report.json;

import org.jspecify.annotations.NullMarked;
