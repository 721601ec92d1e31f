/* SPDX-License-Identifier: Apache-2.0 */
/// The answer as Markdown that pastes into an issue, whatever the evidence holds.
@NullMarked
package dev.highorder.report.markdown;

import org.jspecify.annotations.NullMarked;
