/* SPDX-License-Identifier: Apache-2.0 */
/// Asks every rule and gives the word to one answer each.
@NullMarked
package dev.highorder.core.diagnose.judge;

import org.jspecify.annotations.NullMarked;
