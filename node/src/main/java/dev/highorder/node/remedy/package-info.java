/* SPDX-License-Identifier: Apache-2.0 */
/// Remedies run under guard, with proof by measurement and a record of each; diagnoses nothing by itself.
@NullMarked
package dev.highorder.node.remedy;

import org.jspecify.annotations.NullMarked;
