/* SPDX-License-Identifier: Apache-2.0 */
/// The entry point and what all commands share.
@NullMarked
package dev.highorder.cli;

import org.jspecify.annotations.NullMarked;
