/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

/// One thing that must hold before anything is written.
///
/// @param name `evidence`, `load`, `pressure`, `swap`, `dirty`, `kernel` …
/// @param reason with the figures it was judged by
public record Guard(String name, boolean passed, String reason) {}
