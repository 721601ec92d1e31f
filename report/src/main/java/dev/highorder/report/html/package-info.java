/* SPDX-License-Identifier: Apache-2.0 */
/// The answer as one page that needs nothing but itself: no script, no request, evidence escaped.
@NullMarked
package dev.highorder.report.html;

import org.jspecify.annotations.NullMarked;
