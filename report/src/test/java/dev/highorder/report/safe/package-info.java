/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.report.safe;

import org.jspecify.annotations.NullMarked;
