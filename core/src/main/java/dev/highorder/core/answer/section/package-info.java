/* SPDX-License-Identifier: Apache-2.0 */
/// The sections of the answer, made out of what was judged: pure rearrangement, no new judgement.
@NullMarked
package dev.highorder.core.answer.section;

import org.jspecify.annotations.NullMarked;
