/* SPDX-License-Identifier: Apache-2.0 */
/// What the bits of a GFP mask mean, kernel by kernel, and what they allow a request to do. Knows no log line and no free list.
@NullMarked
package dev.highorder.core.gfp;

import org.jspecify.annotations.NullMarked;
