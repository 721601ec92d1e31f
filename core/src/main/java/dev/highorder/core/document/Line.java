/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.model.Cite;

/// A line freed from what carried it: mail quotes, line numbers, HTML entities and the prefix of the
/// log transport are taken off and kept apart.
///
/// @param cite path, number and the raw line
/// @param text what the kernel, the tool or the program itself printed
/// @param frame what the transport's prefix said; `Frame.NONE` where there was none
public record Line(Cite cite, String text, Frame frame) {}
