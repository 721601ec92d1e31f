/* SPDX-License-Identifier: Apache-2.0 */
/// How this module writes JSON: indented for people, or a line for a log.
@NullMarked
package dev.highorder.node.json;

import org.jspecify.annotations.NullMarked;
