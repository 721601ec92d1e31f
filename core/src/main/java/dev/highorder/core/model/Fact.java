/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

/// Something that the evidence says, understood and with its place kept. Facts are immutable values;
/// each package that reads a kind of evidence seals its own: kernel log events in `core.klog`, states
/// printed by kernel files and tools in `core.proc`, what container software says in `core.runtime`.
public interface Fact {

    Origin origin();

    default Cite cite() {
        return origin().cite();
    }
}
