/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import java.util.Optional;

/// `uname -a`, `uname -r` or `/proc/version`.
public record KernelIdentity(
        Origin origin, KernelRelease release, Optional<String> host, Optional<String> arch)
        implements SystemFact {}
