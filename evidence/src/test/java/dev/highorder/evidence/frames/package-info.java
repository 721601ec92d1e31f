/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.evidence.frames;

import org.jspecify.annotations.NullMarked;
