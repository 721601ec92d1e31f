/* SPDX-License-Identifier: Apache-2.0 */
/// Rules about limits: cgroups, pids, kernel tables, address space, CMA.
@NullMarked
package dev.highorder.core.diagnose.limit;

import org.jspecify.annotations.NullMarked;
