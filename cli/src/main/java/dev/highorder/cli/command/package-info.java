/* SPDX-License-Identifier: Apache-2.0 */
/// One class a command, and the flags they share; holds no logic worth testing without a terminal.
@NullMarked
package dev.highorder.cli.command;

import org.jspecify.annotations.NullMarked;
