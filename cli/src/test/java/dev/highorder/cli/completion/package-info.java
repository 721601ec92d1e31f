/* SPDX-License-Identifier: Apache-2.0 */
/// The model of the command line as completion scripts of shells.
@NullMarked
package dev.highorder.cli.completion;

import org.jspecify.annotations.NullMarked;
