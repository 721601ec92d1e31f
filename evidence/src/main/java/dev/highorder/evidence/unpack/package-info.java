/* SPDX-License-Identifier: Apache-2.0 */
/// Compressed streams and archives, read once through in bounded memory: nothing is written to disk, no name leads out of its archive, and what unpacks without end is stopped. Opens nothing.
@NullMarked
package dev.highorder.evidence.unpack;

import org.jspecify.annotations.NullMarked;
