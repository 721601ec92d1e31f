/* SPDX-License-Identifier: Apache-2.0 */
/// Pageblocks from page flags: what stands in each, what keeps it from being free. Reads no files.
@NullMarked
package dev.highorder.core.pagemap;

import org.jspecify.annotations.NullMarked;
