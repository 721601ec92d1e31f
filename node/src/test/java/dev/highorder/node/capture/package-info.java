/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.node.capture;

import org.jspecify.annotations.NullMarked;
