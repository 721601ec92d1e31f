/* SPDX-License-Identifier: Apache-2.0 */
/// Rules about memory that is held and not given back: cgroups, slab caches, allocation sites.
@NullMarked
package dev.highorder.core.diagnose.leak;

import org.jspecify.annotations.NullMarked;
