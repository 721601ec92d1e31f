/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.pagemap;

import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.function.Supplier;

/// Where the words of `/proc/kpageflags` and `/proc/kpagecount` come from.
public interface FrameSource {

    /// To cite.
    String path();

    /// How many frames there are; a stream is read once to the end for that.
    long frames();

    /// Whether map counts are there, too.
    boolean hasCounts();

    /// Reads all frames once, in parts whose borders are multiples of 2^15 frames, each part by one thread into a sink of its own.
    ///
    /// @return what could not be read
    List<Problem> read(Supplier<FrameSink> sinks);
}
