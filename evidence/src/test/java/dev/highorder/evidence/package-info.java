/* SPDX-License-Identifier: Apache-2.0 */
/// Opens places (a directory, an archive, a stream, the live node) and hands out their text.
@NullMarked
package dev.highorder.evidence;

import org.jspecify.annotations.NullMarked;
