/* SPDX-License-Identifier: Apache-2.0 */
/// Fuzzing: what takes foreign bytes, what must hold whatever they are, and the inputs that once mattered.
@NullMarked
package dev.highorder.it.fuzz;

import org.jspecify.annotations.NullMarked;
