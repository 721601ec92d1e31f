/* SPDX-License-Identifier: Apache-2.0 */
/// A diagnosis as text, JSON, Markdown, HTML, OpenMetrics: same input, same bytes.
@NullMarked
package dev.highorder.report;

import org.jspecify.annotations.NullMarked;
