/* SPDX-License-Identifier: Apache-2.0 */
/// The façade a caller reads first: evidence in, diagnosis out; holds no logic of its own.
@NullMarked
package dev.highorder.core;

import org.jspecify.annotations.NullMarked;
