/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what container software prints for `--version`, and `crictl version`: a line with its name and version, and the
/// lines with the commit and the like behind it.
public record VersionLineParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        Line line = lines.get(from);
        if (line.frame().framed() || line.text().isEmpty() || line.text().length() > 140) {
            return 0;
        }
        if (Named.of(line.text()) == null && !crictl(lines, from)) {
            return 0;
        }
        int end = from + 1;
        while (end < lines.size() && end < from + 16 && detail(lines.get(end).text())) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        String runtime = "";
        for (Line line : block.lines()) {
            Named named = Named.of(line.text());
            String text = line.text().strip();
            if (text.startsWith("RuntimeName:")) {
                runtime = text.substring(12).strip();
            } else if (text.startsWith("RuntimeVersion:") && !runtime.isEmpty()) {
                Optional<String> version = Version.of(text.substring(15));
                if (version.isPresent()) {
                    named = new Named(runtime, version.get());
                }
            }
            if (named != null) {
                return Parsed.of(
                        List.of(
                                new RuntimeVersions(
                                        block.origin(line),
                                        Map.of(named.component, named.version),
                                        Map.of(named.component, line.cite()))));
            }
        }
        return Parsed.of(List.of());
    }

    private record Named(String component, String version) {

        private static @Nullable Named of(String text) {
            char first = text.isEmpty() ? ' ' : text.charAt(0);
            if ("cDrKp".indexOf(first) < 0) {
                return null;
            }
            Fields fields = Fields.of(text);
            String program = fields.get(0);
            int at = fields.get(1).equals("version") ? 2 : 1;
            boolean known =
                    switch (program) {
                        case "runc", "crun", "crio", "podman", "conmon", "crictl" ->
                                at == 2 && fields.size() <= 4;
                        case "Docker" -> at == 2 && fields.size() <= 5;
                        case "Kubernetes" -> at == 1 && fields.size() == 2;
                        case "containerd" -> {
                            at = 2;
                            yield fields.get(1).contains("containerd") && fields.size() <= 4;
                        }
                        default -> false;
                    };
            Optional<String> version = known ? Version.of(fields.get(at)) : Optional.empty();
            String component =
                    switch (program) {
                        case "Docker" -> "docker-client";
                        case "Kubernetes" -> "kubelet";
                        case "crio" -> "cri-o";
                        default -> program;
                    };
            return version.isPresent() ? new Named(component, version.get()) : null;
        }
    }

    private static boolean crictl(List<Line> lines, int from) {
        String text = lines.get(from).text();
        return (text.startsWith("Version:")
                        && from + 1 < lines.size()
                        && lines.get(from + 1).text().startsWith("RuntimeName:"))
                || text.startsWith("RuntimeName:");
    }

    private static boolean detail(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon > 20) {
            return false;
        }
        return switch (text.substring(0, colon).strip()) {
            case "commit", "spec", "go", "libseccomp", "rundir" -> true;
            case "Version",
                    "GitCommit",
                    "GitCommitDate",
                    "GitTreeState",
                    "BuildDate",
                    "GoVersion",
                    "Compiler",
                    "Platform",
                    "Linkmode",
                    "BuildTags",
                    "LDFlags",
                    "SeccompEnabled",
                    "AppArmorEnabled",
                    "Dependencies",
                    "RuntimeName",
                    "RuntimeVersion",
                    "RuntimeApiVersion" ->
                    true;
            default -> false;
        };
    }
}
