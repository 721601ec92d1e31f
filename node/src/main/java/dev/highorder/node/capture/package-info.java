/* SPDX-License-Identifier: Apache-2.0 */
/// This node's evidence written to a bundle; judges nothing, changes nothing on the node.
@NullMarked
package dev.highorder.node.capture;

import org.jspecify.annotations.NullMarked;
