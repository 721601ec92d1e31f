/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the commands' own parts.
@NullMarked
package dev.highorder.cli.command;

import org.jspecify.annotations.NullMarked;
