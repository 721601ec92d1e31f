/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import java.io.IOException;

/// What the fuzzer's driver calls, by the names it knows: one target, chosen by an argument.
public final class Fuzzed {

    private static Target target = Target.DIAGNOSE;

    private Fuzzed() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = Target.valueOf(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        target.take(bytes);
    }
}
