/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.memory;

import dev.highorder.core.model.Origin;
import java.util.OptionalDouble;

/// `/proc/pressure/memory` (PSI): shares of time in per cent, over 10, 60 and 300 seconds.
public record Pressure(
        Origin origin,
        double some10,
        double some60,
        double some300,
        OptionalDouble full10,
        OptionalDouble full60,
        OptionalDouble full300)
        implements MemoryState {}
