/* SPDX-License-Identifier: Apache-2.0 */
/// Text of the evidence made safe to print: secrets masked, control characters visible. May not know a format.
@NullMarked
package dev.highorder.report.safe;

import org.jspecify.annotations.NullMarked;
