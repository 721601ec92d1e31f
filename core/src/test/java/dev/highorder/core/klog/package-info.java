/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.core.klog;

import org.jspecify.annotations.NullMarked;
