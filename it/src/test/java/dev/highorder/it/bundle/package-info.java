/* SPDX-License-Identifier: Apache-2.0 */
/// Bundles as they land in a ticket, through the whole program: sosreport, must-gather, supportconfig, journals, hostile ones.
@NullMarked
package dev.highorder.it.bundle;

import org.jspecify.annotations.NullMarked;
