/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose;

/// One way to tell why something failed. A rule looks at one episode, or at the node's state where nothing failed, and answers
/// for one state of the kernel or of the software.
public interface Rule {

    /// Stable name: the `id` of its finding, the name of its page.
    String id();

    Ruling examine(Examination examination);
}
