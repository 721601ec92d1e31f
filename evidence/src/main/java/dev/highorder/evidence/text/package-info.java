/* SPDX-License-Identifier: Apache-2.0 */
/// Bytes as text in bounded memory: encodings, lines, and the line filter that runs over what is too large to keep. Opens nothing.
@NullMarked
package dev.highorder.evidence.text;

import org.jspecify.annotations.NullMarked;
