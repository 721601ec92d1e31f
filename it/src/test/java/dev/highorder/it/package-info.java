/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the whole product and of its layers.
@NullMarked
package dev.highorder.it;

import org.jspecify.annotations.NullMarked;
