/* SPDX-License-Identifier: Apache-2.0 */
/// The knowledge base: loader and types for `kb/KB-NN.md`. Front matter is the data, prose is the page
/// people read. May not contain logic of the diagnosis.
@NullMarked
package dev.highorder.core.kb;

import org.jspecify.annotations.NullMarked;
