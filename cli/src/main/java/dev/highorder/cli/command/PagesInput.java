/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.core.Highorder;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.Evidence;
import dev.highorder.evidence.frames.PageFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The flags of each page, from the places that are named, else from the node itself, and what else the same evidence says.
///
/// @param files absent where there are none, or they may not be read
record PagesInput(Optional<PageFiles> files, List<Problem> problems) {

    static PagesInput of(List<String> paths, CommonFlags flags) throws Failure {
        List<Problem> problems = new ArrayList<>();
        Optional<PageFiles> files =
                paths.isEmpty()
                        ? PageFiles.live(NodeInput.root(flags), problems)
                        : PageFiles.in(paths, problems);
        return new PagesInput(files, problems);
    }

    /// What the caller knows beside the evidence.
    Highorder.Options options(
            Evidence evidence, Optional<KernelRelease> kernel, OptionalInt order) {
        List<Problem> all = new ArrayList<>(evidence.problems());
        all.addAll(problems);
        return new Highorder.Options(kernel, order, evidence.missing(), all);
    }
}
