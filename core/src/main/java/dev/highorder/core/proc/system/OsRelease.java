/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.model.Origin;

/// `/etc/os-release` (PRETTY_NAME), `/etc/redhat-release`, `lsb_release`.
public record OsRelease(Origin origin, String name) implements SystemFact {}
