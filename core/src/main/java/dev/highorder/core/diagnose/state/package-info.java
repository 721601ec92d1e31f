/* SPDX-License-Identifier: Apache-2.0 */
/// Rules about a node's state where nothing failed.
@NullMarked
package dev.highorder.core.diagnose.state;

import org.jspecify.annotations.NullMarked;
