/* SPDX-License-Identifier: Apache-2.0 */
/// The documents, held against the program and the repository they speak of.
@NullMarked
package dev.highorder.it.docs;

import org.jspecify.annotations.NullMarked;
