/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

/// A place in the evidence: the path as given (`bundle.tar.xz!sos/proc/buddyinfo` inside an archive),
/// the 1-based line, and the line itself as it stands there. Reports mask secrets and control
/// characters when they print it; here it is raw.
public record Cite(String path, int line, String text) {}
