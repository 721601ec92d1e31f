/* SPDX-License-Identifier: Apache-2.0 */
/// The answer as metrics, in the text that both the OpenMetrics and the classic Prometheus parser take whole.
@NullMarked
package dev.highorder.report.metrics;

import org.jspecify.annotations.NullMarked;
