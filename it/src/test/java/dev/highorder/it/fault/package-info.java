/* SPDX-License-Identifier: Apache-2.0 */
/// Faults: the same evidence in another shape, damaged evidence, hostile evidence, and what the verdict does about it.
@NullMarked
package dev.highorder.it.fault;

import org.jspecify.annotations.NullMarked;
