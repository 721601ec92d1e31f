/* SPDX-License-Identifier: Apache-2.0 */
/// What a remedy would give back, worked out before it is run.
@NullMarked
package dev.highorder.core.whatif;

import org.jspecify.annotations.NullMarked;
