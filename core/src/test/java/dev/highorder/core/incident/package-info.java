/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of what belongs together.
@NullMarked
package dev.highorder.core.incident;

import org.jspecify.annotations.NullMarked;
