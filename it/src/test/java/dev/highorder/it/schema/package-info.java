/* SPDX-License-Identifier: Apache-2.0 */
/// The published JSON Schemas, and every JSON output held against them.
@NullMarked
package dev.highorder.it.schema;

import org.jspecify.annotations.NullMarked;
