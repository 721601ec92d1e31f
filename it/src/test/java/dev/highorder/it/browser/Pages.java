/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import dev.highorder.it.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The pages that are looked at: of the examples, of this machine, of hostile evidence, and those kept as goldens.
final class Pages {

    /// The exit status where nothing was understood.
    private static final int NOTHING = 3;

    private static final Path ROOT = Path.of(System.getProperty("highorder.root", ".."));

    /// A node's log that wants to be more than text: to run, to load, to close what it is quoted in, to write on the
    /// terminal, to turn the reading around; and that tells secrets.
    static final String HOSTILE =
            """
            Jun  8 11:04:35 <b>node kernel: <script>alert(1)</script>: page allocation failure: order:6, mode:0xc0d0
            Jun  8 11:04:35 <b>node kernel: kmem_cache_create(]]><img/src=x/onerror=alert(1)>) failed with error -12
            Jun  8 11:04:35 <b>node kernel: CPU: 13 PID: 187290 Comm: <script>alert(1)</script> Tainted: G ------------ T 3.10.0-1160.49.1.el7.x86_64 #1
            Jun  8 11:04:35 <b>node kernel: Call Trace:
            Jun  8 11:04:35 <b>node kernel: [<ffffffffc02e3de0>] </text></svg><svg/onload=alert(1)>+0x100/0x270 [nf_conntrack]
            Jun  8 11:04:35 <b>node kubelet: E0608 11:04:34.865705    9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = failed to start sandbox container for pod "\u202egpj.exe\u001b[31m\u001b]0;owned\u0007": Error response from daemon: OCI runtime create failed: </code></style><iframe src="https://evil.example/"></iframe> --token=abcdef.0123456789abcdef Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl password=hunter2 container_linux.go:380: starting container process caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown
            """;

    private Pages() {}

    /// Writes the pages into a folder.
    static Map<String, Path> in(Path folder) throws IOException {
        var pages = new TreeMap<String, Path>();
        pages.put(
                "incident",
                page(
                        folder.resolve("incident.html"),
                        Run.repository("examples/node-1"),
                        "--baseline",
                        Run.repository("examples/healthy")));
        pages.put("live", page(folder.resolve("live.html")));
        Path evidence = Files.writeString(folder.resolve("messages"), HOSTILE);
        pages.put("evidence", page(folder.resolve("evidence.html"), evidence.toString()));
        try (var goldens = Files.list(ROOT.resolve("report/src/test/resources/golden"))) {
            for (Path golden : goldens.sorted().toList()) {
                String name = golden.getFileName().toString();
                if (name.endsWith(".html")) {
                    pages.put("golden-" + name.substring(0, name.length() - 5), golden);
                }
            }
        }
        return pages;
    }

    /// The pages of all inputs whose true answer is kept with the rules, but for those with nothing in them.
    static Map<String, Path> ofTruth(Path folder) throws IOException {
        var pages = new TreeMap<String, Path>();
        try (var inputs = Files.list(ROOT.resolve("core/src/test/resources/truth"))) {
            for (Path input : inputs.sorted().toList()) {
                String name = input.getFileName().toString();
                var run = run(input.resolve("input.txt").toString());
                if (run.status() != NOTHING) {
                    pages.put(name, page(folder.resolve("truth-" + name + ".html"), run));
                }
            }
        }
        return pages;
    }

    private static Path page(Path file, String... arguments) throws IOException {
        return page(file, run(arguments));
    }

    private static Path page(Path file, Run run) throws IOException {
        if (run.status() != 0) {
            throw new IOException("status " + run.status() + ": " + run.err());
        }
        return Files.writeString(file, run.out());
    }

    private static Run run(String... arguments) {
        String[] words = new String[arguments.length + 4];
        System.arraycopy(new String[] {"diagnose", "-q", "-o", "html"}, 0, words, 0, 4);
        System.arraycopy(arguments, 0, words, 4, arguments.length);
        return Run.of(words);
    }
}
