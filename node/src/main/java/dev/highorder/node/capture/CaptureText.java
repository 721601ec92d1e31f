/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What came of a capture, in lines for a person.
public final class CaptureText {

    private CaptureText() {}

    /// @param all whether each file is named
    public static List<String> lines(Capture.Outcome outcome, boolean all) {
        Manifest manifest = outcome.manifest();
        List<String> lines = new ArrayList<>();
        lines.add(
                outcome.file().map(file -> file + ": ").orElse("")
                        + manifest.held()
                        + " files, "
                        + size(outcome.bytes())
                        + " ("
                        + size(manifest.bytes())
                        + " unpacked), read in "
                        + seconds(
                                Duration.between(manifest.started(), manifest.finished())
                                        .toMillis())
                        + " s");
        outcome.names()
                .ifPresent(file ->
                        lines.add("what stands for what: " + file + "; keep it, do not send it"));
        for (Manifest.Entry file : manifest.files()) {
            if (file.skipped()) {
                lines.add(
                        "not in it: "
                                + file.what().orElse(file.path())
                                + file.why().map(why -> " (" + why + ")").orElse("")
                                + file.command().map(command -> ": " + command).orElse(""));
            } else if (all || file.why().isPresent()) {
                lines.add(
                        "  "
                                + file.path()
                                + "  "
                                + size(file.bytes())
                                + "  "
                                + seconds(file.nanos() / 1_000_000)
                                + " s"
                                + file.why().map(why -> "  " + why).orElse(""));
            }
        }
        return lines;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1e3);
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double kibibytes = bytes / 1024.0;
        return kibibytes < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kibibytes)
                : String.format(Locale.ROOT, "%.1f MiB", kibibytes / 1024);
    }
}
