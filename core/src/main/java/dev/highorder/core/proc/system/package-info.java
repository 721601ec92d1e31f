/* SPDX-License-Identifier: Apache-2.0 */
/// What names the node, its kernel and its software, one parser each. May not depend on `klog`.
@NullMarked
package dev.highorder.core.proc.system;

import org.jspecify.annotations.NullMarked;
