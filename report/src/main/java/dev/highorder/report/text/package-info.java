/* SPDX-License-Identifier: Apache-2.0 */
/// The answer for a person at a terminal: layout only, no figure of its own.
@NullMarked
package dev.highorder.report.text;

import org.jspecify.annotations.NullMarked;
