/* SPDX-License-Identifier: Apache-2.0 */
/// Kernel files about control groups, one parser each. May not depend on `klog`.
@NullMarked
package dev.highorder.core.proc.cgroup;

import org.jspecify.annotations.NullMarked;
