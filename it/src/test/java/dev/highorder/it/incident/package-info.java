/* SPDX-License-Identifier: Apache-2.0 */
/// The incident that the product was built on, from end to end.
@NullMarked
package dev.highorder.it.incident;

import org.jspecify.annotations.NullMarked;
