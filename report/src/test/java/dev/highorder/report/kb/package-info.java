/* SPDX-License-Identifier: Apache-2.0 */
/// The knowledge base as text, Markdown and JSON: lists, matches, single pages.
@NullMarked
package dev.highorder.report.kb;

import org.jspecify.annotations.NullMarked;
