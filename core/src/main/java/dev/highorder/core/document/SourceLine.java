/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

/// One line of a source.
///
/// @param number 1-based
/// @param text without its line end; very long lines are cut by the reader
public record SourceLine(int number, String text) {}
