/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the parsers of this package.
@NullMarked
package dev.highorder.core.proc.memory;

import org.jspecify.annotations.NullMarked;
