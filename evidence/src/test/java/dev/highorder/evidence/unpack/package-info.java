/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of what unpacks, sound and hostile.
@NullMarked
package dev.highorder.evidence.unpack;

import org.jspecify.annotations.NullMarked;
