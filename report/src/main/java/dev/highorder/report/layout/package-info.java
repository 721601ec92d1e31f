/* SPDX-License-Identifier: Apache-2.0 */
/// What every format lays out alike: numbers for people, the width of text, bytes by order. May not know a format.
@NullMarked
package dev.highorder.report.layout;

import org.jspecify.annotations.NullMarked;
