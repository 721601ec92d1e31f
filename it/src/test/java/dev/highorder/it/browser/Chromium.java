/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A Chromium without a window and without a past, for one class of tests.
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final Path home;
    private final DevTools devTools;

    private Chromium(Process process, Path home, DevTools devTools) {
        this.process = process;
        this.home = home;
        this.devTools = devTools;
    }

    static Chromium start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("chromium");
        Process process =
                new ProcessBuilder(
                                program(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + home,
                                "about:blank")
                        .redirectOutput(home.resolve("out.txt").toFile())
                        .redirectError(home.resolve("err.txt").toFile())
                        .start();
        Path port = home.resolve("DevToolsActivePort");
        long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (lines(port).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IOException(
                        "Chromium did not start: " + Files.readString(home.resolve("err.txt")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        var address = lines(port);
        var devTools =
                DevTools.connect(
                        HttpClient.newHttpClient(),
                        URI.create("ws://127.0.0.1:" + address.get(0) + address.get(1)));
        return new Chromium(process, home, devTools);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String program() throws IOException {
        for (String name : NAMES) {
            for (String folder : System.getenv("PATH").split(":", -1)) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return Path.of(folder, name).toString();
                }
            }
        }
        throw new IOException("no Chromium on the PATH; install Debian's package chromium");
    }

    /// Opens a page of the disk on a device.
    Tab open(Path page, Device device) {
        return Tab.open(devTools, page.toUri(), device);
    }

    @Override
    public void close() throws IOException {
        devTools.close();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        // Its children may still be putting things away.
        for (int tries = 0; tries < 100 && !swept(); tries++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean swept() {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException _) {
            return Files.notExists(home);
        }
    }
}
