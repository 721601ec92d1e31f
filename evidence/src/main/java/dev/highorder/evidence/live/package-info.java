/* SPDX-License-Identifier: Apache-2.0 */
/// This node, read within two seconds and without harm; nothing is written, and nothing that could stall the kernel is read.
@NullMarked
package dev.highorder.evidence.live;

import org.jspecify.annotations.NullMarked;
