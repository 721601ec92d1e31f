/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import java.util.Optional;

/// One value that goes into one file.
///
/// @param path on the node
/// @param old what stood there, of files that can be read
public record Write(String path, String value, Optional<String> old) {}
