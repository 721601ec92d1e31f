/* SPDX-License-Identifier: Apache-2.0 */
/// systemd's journal files, read from the first byte to the last as lines of text. Opens nothing.
@NullMarked
package dev.highorder.evidence.journal;

import org.jspecify.annotations.NullMarked;
