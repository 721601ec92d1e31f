/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;

/// The node's name as a prompt, `hostname`, `/etc/hostname` or a log prefix has it.
public record NodeName(Origin origin, String name) implements SystemFact {}
