/* SPDX-License-Identifier: Apache-2.0 */
/// Values that every stage shares: places, times, kernel releases, zones, masks. May not parse evidence or format reports.
@NullMarked
package dev.highorder.core.model;

import org.jspecify.annotations.NullMarked;
