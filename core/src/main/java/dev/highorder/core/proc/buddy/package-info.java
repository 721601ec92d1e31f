/* SPDX-License-Identifier: Apache-2.0 */
/// Kernel files about free lists and zones, one parser a file. May not depend on `klog`.
@NullMarked
package dev.highorder.core.proc.buddy;

import org.jspecify.annotations.NullMarked;
