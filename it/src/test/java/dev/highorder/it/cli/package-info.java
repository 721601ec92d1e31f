/* SPDX-License-Identifier: Apache-2.0 */
/// The program as a process of its own, in the heap it ships with.
@NullMarked
package dev.highorder.it.cli;

import org.jspecify.annotations.NullMarked;
