/* SPDX-License-Identifier: Apache-2.0 */
/// Writes a `/var/log/messages` of any size with a known number of failures in it, and checks an answer against them.
@NullMarked
package dev.highorder.bench.messages;

import org.jspecify.annotations.NullMarked;
