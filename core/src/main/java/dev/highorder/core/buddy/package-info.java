/* SPDX-License-Identifier: Apache-2.0 */
/// The allocator's arithmetic: suitable blocks, the two indexes, watermark checks by kernel generation, eligible zones, and what a size tells about its cause. Does not know where the numbers came from.
@NullMarked
package dev.highorder.core.buddy;

import org.jspecify.annotations.NullMarked;
