/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The columns of a terminal. Java has no call for it; `stty` has, and is only run where a person looks on.
final class WindowSize {

    private static final int PATIENCE_MILLIS = 200;

    private WindowSize() {}

    static int columns(Path device, int fallback) {
        try {
            Process stty =
                    new ProcessBuilder("stty", "-F", device.toString(), "size")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var said = stty.getInputStream()) {
                if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    stty.destroyForcibly();
                    return fallback;
                }
                String size = new String(said.readNBytes(32), StandardCharsets.US_ASCII).strip();
                int columns = number(size.substring(size.indexOf(' ') + 1));
                return columns > 0 ? columns : fallback;
            }
        } catch (IOException _) {
            return fallback;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return fallback;
        }
    }

    /// A positive number of at most four digits; 0 for anything else.
    static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
