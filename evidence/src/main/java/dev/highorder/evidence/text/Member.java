/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.text;

import java.io.InputStream;

/// One stream of bytes of a place.
///
/// @param path the path to cite
/// @param bytes read once, from the beginning
/// @param given whether the user named this very file, so that an empty one is worth a word
public record Member(String path, InputStream bytes, boolean given) {}
