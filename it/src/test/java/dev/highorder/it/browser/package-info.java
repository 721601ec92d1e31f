/* SPDX-License-Identifier: Apache-2.0 */
/// The page in a real browser: Debian's Chromium, without a window, over its DevTools protocol.
@NullMarked
package dev.highorder.it.browser;

import org.jspecify.annotations.NullMarked;
