/* SPDX-License-Identifier: Apache-2.0 */
/// Puts kernel events together from the lines of a log, also where two CPUs print at once. May not judge them.
@NullMarked
package dev.highorder.core.klog.read;

import org.jspecify.annotations.NullMarked;
