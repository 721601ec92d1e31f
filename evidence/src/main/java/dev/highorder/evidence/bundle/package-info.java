/* SPDX-License-Identifier: Apache-2.0 */
/// The layouts of bundles: which node a member is of, which order its logs have, what a copied cgroup tree counts. Opens nothing.
@NullMarked
package dev.highorder.evidence.bundle;

import org.jspecify.annotations.NullMarked;
