/* SPDX-License-Identifier: Apache-2.0 */
/// What the containers' software says. May not know the kernel.
@NullMarked
package dev.highorder.core.runtime;

import org.jspecify.annotations.NullMarked;
