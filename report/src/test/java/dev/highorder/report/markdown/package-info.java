/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package dev.highorder.report.markdown;

import org.jspecify.annotations.NullMarked;
