/* SPDX-License-Identifier: Apache-2.0 */
/// Answers made by hand, and the comparison with the golden files.
@NullMarked
package dev.highorder.report;

import org.jspecify.annotations.NullMarked;
