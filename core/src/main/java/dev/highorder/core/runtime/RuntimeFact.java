/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.runtime;

import dev.highorder.core.model.Fact;

/// What container software says: errors of runc, docker, containerd, CRI-O, kubelet, CNI, and events.
public sealed interface RuntimeFact extends Fact permits ContainerFailure {}
