/* SPDX-License-Identifier: Apache-2.0 */
/// Takes a source apart: frames lines, finds the blocks of kernel files and tools by their shape, and the commands of a transcript. Knows no kernel rule.
@NullMarked
package dev.highorder.core.document;

import org.jspecify.annotations.NullMarked;
