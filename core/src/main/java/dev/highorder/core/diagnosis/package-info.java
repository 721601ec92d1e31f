/* SPDX-License-Identifier: Apache-2.0 */
/// The answer, in the contract's shape: pure data. May not contain logic or text formatting.
@NullMarked
package dev.highorder.core.diagnosis;

import org.jspecify.annotations.NullMarked;
