/* SPDX-License-Identifier: Apache-2.0 */
/// Kernel files and tools about the use of memory, one parser each. May not depend on `klog`.
@NullMarked
package dev.highorder.core.proc.memory;

import org.jspecify.annotations.NullMarked;
