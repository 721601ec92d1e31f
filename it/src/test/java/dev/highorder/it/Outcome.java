/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it;

/// What a program left: its exit status and what it printed.
record Outcome(int status, String out, String err) {}
