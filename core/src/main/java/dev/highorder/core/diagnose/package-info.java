/* SPDX-License-Identifier: Apache-2.0 */
/// The rules, one a class, and what ranks their answers. Each finding cites facts; a rule says what evidence it lacked. May not
/// touch text, sources or rendering.
@NullMarked
package dev.highorder.core.diagnose;

import org.jspecify.annotations.NullMarked;
