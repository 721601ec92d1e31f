/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.command;

import dev.highorder.cli.Failure;
import java.util.OptionalInt;
import picocli.CommandLine.ParseResult;

/// The value of `--order`.
final class OrderOption {

    private static final int MAX_ORDER = 63;

    private OrderOption() {}

    static OptionalInt of(ParseResult parsed) throws Failure {
        String given = parsed.matchedOptionValue("--order", null);
        if (given == null) {
            return OptionalInt.empty();
        }
        try {
            int order = Integer.parseInt(given);
            if (order >= 0 && order <= MAX_ORDER) {
                return OptionalInt.of(order);
            }
        } catch (NumberFormatException _) {
            // falls through to the one message for every bad value
        }
        throw Failure.usage(
                "--order", "'" + given + "' is no order; give a number, 0 for one page");
    }
}
