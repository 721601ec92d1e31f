/* SPDX-License-Identifier: Apache-2.0 */
/// What else the evidence shows beside the cause: counters, moments, comparisons, tempting claims. Each cites facts.
@NullMarked
package dev.highorder.core.answer.observe;

import org.jspecify.annotations.NullMarked;
