/* SPDX-License-Identifier: Apache-2.0 */
/// The kernel log: one parser a message family. May not depend on `proc`.
@NullMarked
package dev.highorder.core.klog;

import org.jspecify.annotations.NullMarked;
