/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnosis;

/// The verdict in one sentence.
public record Verdict(Cause cause, Confidence confidence, String summary) {}
