/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import dev.highorder.core.model.KernelRelease;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The value of `--kernel`.
final class KernelOption {

    private KernelOption() {}

    /// For evidence that may lack it.
    static void addTo(CommandSpec spec) {
        Options.text(
                spec, "--kernel", "RELEASE", "The kernel (uname -r), where the evidence lacks it.");
    }

    static Optional<KernelRelease> of(ParseResult parsed) throws Failure {
        String given = parsed.matchedOptionValue("--kernel", null);
        if (given == null) {
            return Optional.empty();
        }
        Optional<KernelRelease> release = KernelRelease.parse(given);
        if (release.isEmpty()) {
            throw Failure.usage(
                    "--kernel", "'" + given + "' is no kernel release; give what uname -r prints");
        }
        return release;
    }
}
