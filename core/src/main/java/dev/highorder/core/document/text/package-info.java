/* SPDX-License-Identifier: Apache-2.0 */
/// What people and tools do to text: quotes, entities, line numbers, prompts, shell lines, JSON. Knows no log and no kernel.
@NullMarked
package dev.highorder.core.document.text;

import org.jspecify.annotations.NullMarked;
