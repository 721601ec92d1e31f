/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The identity of a file: device and inode, the same by whatever path it is reached.
final class FileKeys {

    private FileKeys() {}

    /// Empty where the file cannot be looked at.
    static Optional<Object> of(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
