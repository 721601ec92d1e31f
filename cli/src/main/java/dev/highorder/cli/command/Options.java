/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Options of a single command, as picocli takes them.
final class Options {

    private Options() {}

    /// An option with a value.
    static void text(CommandSpec spec, String name, String label, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .type(String.class)
                        .description(description)
                        .build());
    }

    /// An option that is given or not.
    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(
                OptionSpec.builder(name).type(boolean.class).description(description).build());
    }
}
