/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.node.remedy;

import org.jspecify.annotations.NullMarked;
