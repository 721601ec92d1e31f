/* SPDX-License-Identifier: Apache-2.0 */
/// The list of all parsers of kernel files and tool outputs, in the order of recognition. May not depend on `klog`.
@NullMarked
package dev.highorder.core.proc;

import org.jspecify.annotations.NullMarked;
