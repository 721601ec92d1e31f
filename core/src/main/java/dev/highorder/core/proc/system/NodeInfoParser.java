/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the parts that name the machine's software in `hostnamectl`, in `kubectl describe node` and in a node's YAML.
public record NodeInfoParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        if (lines.get(from).frame().framed() || !begins(lines.get(from).text())) {
            return 0;
        }
        int end = from + 1;
        while (end < lines.size() && known(key(lines.get(end).text()))) {
            end++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Fact> facts = new ArrayList<>();
        Map<String, String> versions = new LinkedHashMap<>();
        Map<String, Cite> cites = new LinkedHashMap<>();
        Optional<String> host = Optional.empty();
        Optional<String> arch = Optional.empty();
        Optional<KernelRelease> release = Optional.empty();
        Line kernelLine = block.lines().getFirst();
        for (Line line : block.lines()) {
            String value = value(line.text());
            switch (key(line.text())) {
                case "Static hostname" -> {
                    host = Optional.of(value);
                    facts.add(new NodeName(block.origin(line), value));
                }
                case "Kernel", "Kernel Version", "kernelVersion" -> {
                    release = release(value);
                    kernelLine = line;
                }
                case "OS Image", "osImage" -> facts.add(new OsRelease(block.origin(line), value));
                case "Operating System" -> {
                    if (!value.equals("linux")) {
                        facts.add(new OsRelease(block.origin(line), value));
                    }
                }
                case "Architecture", "architecture" -> arch = Optional.of(architecture(value));
                case "Container Runtime Version", "containerRuntimeVersion" -> {
                    int scheme = value.indexOf("://");
                    if (scheme > 0) {
                        put(
                                versions,
                                cites,
                                value.substring(0, scheme),
                                value.substring(scheme + 3),
                                line);
                    }
                }
                case "Kubelet Version", "kubeletVersion" ->
                        put(versions, cites, "kubelet", value, line);
                default -> {}
            }
        }
        if (release.isPresent()) {
            facts.add(new KernelIdentity(block.origin(kernelLine), release.get(), host, arch));
        }
        if (!versions.isEmpty()) {
            facts.add(new RuntimeVersions(block.origin(), versions, cites));
        }
        return Parsed.of(facts);
    }

    private static void put(
            Map<String, String> versions,
            Map<String, Cite> cites,
            String component,
            String value,
            Line line) {
        Optional<String> version = Version.of(value);
        if (version.isPresent()) {
            versions.put(component, version.get());
            cites.put(component, line.cite());
        }
    }

    private static Optional<KernelRelease> release(String value) {
        return KernelRelease.parse(value.startsWith("Linux ") ? value.substring(6) : value);
    }

    private static String architecture(String value) {
        return switch (value) {
            case "amd64", "x86-64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> value;
        };
    }

    private static boolean begins(String text) {
        int start = Fields.indent(text);
        if (start == text.length() || "SKkOoCcM".indexOf(text.charAt(start)) < 0) {
            return false;
        }
        String value = value(text);
        return switch (key(text)) {
            case "Static hostname" -> !value.isEmpty();
            case "Kernel Version", "kernelVersion" -> release(value).isPresent();
            case "Container Runtime Version", "containerRuntimeVersion" -> value.contains("://");
            case "OS Image", "osImage" -> !value.isEmpty() && value.length() < 80;
            default -> false;
        };
    }

    private static boolean known(String key) {
        return switch (key) {
            case "Static hostname",
                    "Transient hostname",
                    "Pretty hostname",
                    "Icon name",
                    "Chassis",
                    "Machine ID",
                    "Boot ID",
                    "Virtualization",
                    "Operating System",
                    "CPE OS Name",
                    "Kernel",
                    "Architecture",
                    "Hardware Vendor",
                    "Hardware Model",
                    "Firmware Version",
                    "Firmware Date",
                    "Firmware Age",
                    "OS Support End",
                    "OS Support Remaining" ->
                    true;
            case "System UUID",
                    "Kernel Version",
                    "OS Image",
                    "Container Runtime Version",
                    "Kubelet Version",
                    "Kube-Proxy Version" ->
                    true;
            case "architecture",
                    "bootID",
                    "containerRuntimeVersion",
                    "kernelVersion",
                    "kubeProxyVersion",
                    "kubeletVersion",
                    "machineID",
                    "operatingSystem",
                    "osImage",
                    "systemUUID" ->
                    true;
            default -> false;
        };
    }

    private static String key(String text) {
        int colon = text.indexOf(':');
        return colon < 0 || colon > 40 ? "" : text.substring(0, colon).strip();
    }

    private static String value(String text) {
        String value = text.substring(text.indexOf(':') + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
