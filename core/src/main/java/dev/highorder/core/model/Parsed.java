/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.util.List;

/// The outcome of a parser: what was understood, and what was not. Parsing never fails on content.
public record Parsed<T>(T value, List<Problem> problems) {

    public Parsed {
        problems = List.copyOf(problems);
    }

    public static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, List.of());
    }
}
