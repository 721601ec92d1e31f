/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a command may know of the world it runs in: three streams and the environment. Tests hand in their own.
///
/// @param in standard input
/// @param out standard output, buffered; UTF-8 whatever the locale
/// @param err standard error, not buffered
/// @param environment variables
/// @param outDevice the terminal that standard output is, if it is one
/// @param errDevice the terminal that standard error is, if it is one
public record Terminal(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        Optional<Path> outDevice,
        Optional<Path> errDevice) {

    private static final int DEFAULT_WIDTH = 80;

    /// One whose standard error is no terminal.
    public Terminal(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            Optional<Path> outDevice) {
        this(in, out, err, environment, outDevice, Optional.empty());
    }

    /// The process's own.
    public static Terminal ofProcess() {
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 32 << 10),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                device(1),
                device(2));
    }

    /// Writes text to standard output.
    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes one line to standard error; that it cannot be written is nobody's business any more.
    public void complain(String line) {
        try {
            err.write(("highorder: " + oneLine(line) + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException _) {
            return;
        }
    }

    /// Whether output may have colours: only on a terminal, and not where the user said no.
    public boolean colour(String wanted) {
        return switch (wanted) {
            case "always" -> true;
            case "never" -> false;
            default ->
                    outDevice.isPresent()
                            && environment.getOrDefault("NO_COLOR", "").isEmpty()
                            && !environment.getOrDefault("TERM", "").equals("dumb");
        };
    }

    /// Whether more than ASCII can be shown: always where no terminal is, as output is UTF-8, else where its locale says so.
    public boolean unicode() {
        if (outDevice.isEmpty()) {
            return true;
        }
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                String name = locale.toUpperCase(Locale.ROOT);
                return name.contains("UTF-8") || name.contains("UTF8");
            }
        }
        return false;
    }

    /// Columns: COLUMNS where it is a number, else what the terminal says, else 80.
    public int width() {
        return columns(outDevice);
    }

    /// Columns that a line on standard error may have.
    public int errWidth() {
        return columns(errDevice);
    }

    private int columns(Optional<Path> device) {
        int given = WindowSize.number(environment.getOrDefault("COLUMNS", ""));
        return given > 0
                ? given
                : device.map(terminal -> WindowSize.columns(terminal, DEFAULT_WIDTH))
                        .orElse(DEFAULT_WIDTH);
    }

    /// Whether somebody looks on who may be shown how far a run is.
    public boolean showsProgress() {
        return errDevice.isPresent() && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// A terminal shows itself by the name of its device; System.console() would ask for standard input to be one too.
    private static Optional<Path> device(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            String name = target.toString();
            boolean terminal =
                    name.startsWith("/dev/pts/")
                            || name.startsWith("/dev/tty")
                            || name.equals("/dev/console");
            return terminal ? Optional.of(target) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Paths and evidence may hold line ends and escape sequences; a terminal must see neither.
    private static String oneLine(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.getType(c) == Character.FORMAT) {
                shown.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }
}
