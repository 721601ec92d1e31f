/* SPDX-License-Identifier: Apache-2.0 */
/// The metrics, and the alerts the documentation proposes, before Prometheus's own checker.
@NullMarked
package dev.highorder.it.prometheus;

import org.jspecify.annotations.NullMarked;
