/* SPDX-License-Identifier: Apache-2.0 */
/// Rules about what containers' software reports when no kernel event explains it.
@NullMarked
package dev.highorder.core.diagnose.software;

import org.jspecify.annotations.NullMarked;
