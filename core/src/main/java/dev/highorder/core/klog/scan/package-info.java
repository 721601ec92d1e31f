/* SPDX-License-Identifier: Apache-2.0 */
/// One line of the kernel log at a time: each scanner knows one message family. Holds no state between lines.
@NullMarked
package dev.highorder.core.klog.scan;

import org.jspecify.annotations.NullMarked;
