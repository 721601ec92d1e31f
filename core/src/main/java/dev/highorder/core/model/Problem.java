/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.util.OptionalInt;

/// Something in the input that could not be used: what was expected and what was found, with its
/// place. A problem is part of the answer, never an exception.
public record Problem(String path, OptionalInt line, String message) {

    public static Problem at(Cite cite, String message) {
        return new Problem(cite.path(), OptionalInt.of(cite.line()), message);
    }

    public static Problem of(String path, String message) {
        return new Problem(path, OptionalInt.empty(), message);
    }

    /// `path:line`, or the path alone.
    public String place() {
        return line.isPresent() ? path + ":" + line.getAsInt() : path;
    }
}
