/* SPDX-License-Identifier: Apache-2.0 */
/// What can be done, as data: command, risk, persistence, what to expect, how to undo. Runs nothing.
@NullMarked
package dev.highorder.core.remedy;

import org.jspecify.annotations.NullMarked;
