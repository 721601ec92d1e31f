/* SPDX-License-Identifier: Apache-2.0 */
/// Fixtures and the matrix of all parsers and all fixtures.
@NullMarked
package dev.highorder.core.proc;

import org.jspecify.annotations.NullMarked;
