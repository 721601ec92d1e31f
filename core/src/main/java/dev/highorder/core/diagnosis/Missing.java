/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

/// Evidence that would tell more, why, and the command that gets it.
public record Missing(String what, String why, String command) {}
