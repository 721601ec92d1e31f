/* SPDX-License-Identifier: Apache-2.0 */
/// Puts the answer together out of what was judged. May not judge.
@NullMarked
package dev.highorder.core.answer;

import org.jspecify.annotations.NullMarked;
