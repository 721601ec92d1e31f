/* SPDX-License-Identifier: Apache-2.0 */
/// Rules about a page request against the free lists of its moment.
@NullMarked
package dev.highorder.core.diagnose.page;

import org.jspecify.annotations.NullMarked;
