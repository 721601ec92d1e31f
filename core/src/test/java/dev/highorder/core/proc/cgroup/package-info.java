/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the parsers of this package.
@NullMarked
package dev.highorder.core.proc.cgroup;

import org.jspecify.annotations.NullMarked;
