/* SPDX-License-Identifier: Apache-2.0 */
/// Works a remedy out for each zone, with bounds.
@NullMarked
package dev.highorder.core.whatif.model;

import org.jspecify.annotations.NullMarked;
