/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the layouts of bundles.
@NullMarked
package dev.highorder.evidence.bundle;

import org.jspecify.annotations.NullMarked;
