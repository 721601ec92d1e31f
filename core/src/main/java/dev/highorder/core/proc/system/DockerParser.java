/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Origin;
import dev.highorder.core.model.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads `docker version` (the form with components and the old ones without), `docker info`, and what podman, nerdctl
/// and ctr print in the same shape. It needs no indentation: a pasted text has often lost it.
public record DockerParser() implements BlockParser {

    private static final int SEEK = 6;

    @Override
    public int extent(List<Line> lines, int from) {
        Line line = lines.get(from);
        if (line.frame().framed() || !begins(lines, from)) {
            return 0;
        }
        int end = from + 1;
        int at = end;
        while (at < lines.size()) {
            String text = lines.get(at).text();
            if (fits(text) && !lines.get(at).frame().framed()) {
                end = at + 1;
            } else if (at + 1 >= lines.size() || !continues(lines, at)) {
                break;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        Map<String, String> versions = new LinkedHashMap<>();
        Map<String, Cite> cites = new LinkedHashMap<>();
        List<Fact> facts = new ArrayList<>();
        boolean ctr = containerdClient(block.lines());
        String client = ctr ? "ctr" : "docker-client";
        String engine = ctr ? "containerd" : "docker";
        String component = "";
        for (Line line : block.lines()) {
            String key = key(line.text());
            String value = value(line.text());
            Origin origin = block.origin(line);
            String named = "";
            switch (key) {
                case "Client" -> {
                    component = value.contains("Podman") ? "podman" : client;
                    client = component;
                }
                case "Server", "Engine" -> component = engine;
                case "containerd", "runc", "docker-init", "crun", "buildctl" -> component = key;
                case "Version", "Version (client)" ->
                        named = component.isEmpty() ? client : component;
                case "Client version" -> named = client;
                case "Server version", "Server Version" -> named = engine;
                case "containerd version" -> named = "containerd";
                case "runc version" -> named = "runc";
                case "Kernel Version" ->
                        KernelRelease.parse(value)
                                .map(r ->
                                        new KernelIdentity(
                                                origin, r, Optional.empty(), architecture(block)))
                                .ifPresent(facts::add);
                case "Operating System" -> facts.add(new OsRelease(origin, value));
                case "Name" -> {
                    if (!value.isEmpty()) {
                        facts.add(new NodeName(origin, value));
                    }
                }
                case "CPUs" ->
                        Fields.number(value)
                                .ifPresent(n ->
                                        facts.add(
                                                new CpuCount(
                                                        origin,
                                                        CpuCount.Kind.ONLINE,
                                                        (int) Math.min(n, Integer.MAX_VALUE))));
                default -> {}
            }
            if (!named.isEmpty()) {
                Optional<String> version = Version.of(value);
                if (version.isPresent() && !versions.containsKey(named)) {
                    versions.put(named, version.get());
                    cites.put(named, line.cite());
                }
            }
        }
        if (!versions.isEmpty()) {
            facts.addFirst(new RuntimeVersions(block.origin(), versions, cites));
        }
        return Parsed.of(facts);
    }

    private static Optional<String> architecture(Block block) {
        for (Line line : block.lines()) {
            if (key(line.text()).equals("Architecture")) {
                return Optional.of(value(line.text()));
            }
        }
        return Optional.empty();
    }

    /// `ctr version` prints a revision where docker prints a commit.
    private static boolean containerdClient(List<Line> lines) {
        boolean revision = false;
        for (Line line : lines) {
            String key = key(line.text());
            revision |= key.equals("Revision");
            if (key.equals("API version") || key.equals("Git commit")) {
                return false;
            }
        }
        return revision;
    }

    private static boolean begins(List<Line> lines, int from) {
        String text = lines.get(from).text();
        int start = Fields.indent(text);
        if (start == text.length() || "CSV".indexOf(text.charAt(start)) < 0) {
            return false;
        }
        return switch (key(text)) {
            case "Client", "Server" ->
                    program(value(text))
                            && any(
                                    lines,
                                    from,
                                    "Version",
                                    "Context",
                                    "Debug Mode",
                                    "Containers",
                                    "Server Version");
            case "Client version", "Server version" -> Version.of(value(text)).isPresent();
            case "Containers" ->
                    Fields.decimal(value(text)) && any(lines, from, "Images", "Running");
            case "Version" ->
                    Version.of(value(text)).isPresent()
                            && any(lines, from, "API Version", "RemoteAPI Version", "API version")
                            && any(lines, from, "Go Version", "Go version");
            default -> false;
        };
    }

    private static boolean program(String named) {
        return named.isEmpty() || named.contains("Engine") || named.contains("Docker");
    }

    private static boolean any(List<Line> lines, int from, String... keys) {
        for (int i = from + 1; i < lines.size() && i <= from + SEEK; i++) {
            String key = key(lines.get(i).text());
            for (String wanted : keys) {
                if (key.equals(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether a line that is not of the block stands between two that are: a blank one before the other half,
    /// or one the product does not know.
    private static boolean continues(List<Line> lines, int at) {
        String next = lines.get(at + 1).text();
        String text = lines.get(at).text();
        if (Fields.indent(text) == text.length()) {
            return fits(next) && key(next).length() > 0;
        }
        return fits(next)
                && text.indexOf(':') > 0
                && text.length() < 80
                && !key(next).equals("Name");
    }

    private static boolean fits(String text) {
        int start = Fields.indent(text);
        if (start == text.length()) {
            return false;
        }
        return start > 0 || known(key(text)) || text.startsWith("WARNING: ");
    }

    private static String key(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || colon > 40 ? "" : text.substring(0, colon).strip();
    }

    private static String value(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(colon + 1).strip();
    }

    private static boolean known(String key) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "client",
                    "server",
                    "engine",
                    "containerd",
                    "runc",
                    "docker-init",
                    "crun",
                    "version",
                    "api version",
                    "go version",
                    "git commit",
                    "gitcommit",
                    "built",
                    "os/arch",
                    "experimental",
                    "context",
                    "orchestrator",
                    "package version",
                    "revision",
                    "uuid",
                    "client version",
                    "server version",
                    "client api version",
                    "server api version",
                    "remoteapi version",
                    "minimum api version",
                    "default api version",
                    "go version (client)",
                    "go version (server)",
                    "git commit (client)",
                    "git commit (server)",
                    "os/arch (client)",
                    "os/arch (server)",
                    "os/arch (engine)",
                    "cloud integration",
                    "buildtime",
                    "built by" ->
                    true;
            case "containers",
                    "running",
                    "paused",
                    "stopped",
                    "images",
                    "storage driver",
                    "backing filesystem",
                    "logging driver",
                    "cgroup driver",
                    "cgroup version",
                    "plugins",
                    "volume",
                    "network",
                    "log",
                    "authorization",
                    "swarm",
                    "runtimes",
                    "default runtime",
                    "init binary",
                    "containerd version",
                    "runc version",
                    "init version",
                    "security options",
                    "seccomp",
                    "profile",
                    "kernel version",
                    "operating system",
                    "ostype",
                    "architecture",
                    "cpus",
                    "total memory",
                    "name",
                    "id",
                    "docker root dir",
                    "debug mode",
                    "debug mode (client)",
                    "debug mode (server)",
                    "registry",
                    "labels",
                    "insecure registries",
                    "live restore enabled",
                    "http proxy",
                    "https proxy",
                    "no proxy",
                    "username",
                    "registry mirrors",
                    "product license",
                    "execution driver",
                    "pool name",
                    "root dir",
                    "dirs",
                    "supports d_type",
                    "native overlay diff",
                    "userxattr",
                    "cni plugins",
                    "default address pools",
                    "firewall backend" ->
                    true;
            default -> false;
        };
    }
}
