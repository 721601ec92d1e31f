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
import dev.highorder.core.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `kubectl get node -o wide`: each row names a node and what runs on it, so its facts have that node as their host.
public record KubernetesNodesParser() implements BlockParser {

    private static final int JOINED = 3;

    @Override
    public int extent(List<Line> lines, int from) {
        if (!head(lines, from)) {
            return 0;
        }
        int end = from + 1;
        int at = end;
        while (at < lines.size() && !lines.get(at).text().isBlank() && at < end + JOINED) {
            if (lines.get(at).frame().framed()) {
                break;
            }
            if (runtime(lines.get(at).text())
                    || lines.get(at).text().contains("CONTAINER-RUNTIME")) {
                end = at + 1;
            }
            at++;
        }
        return end - from;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Fact> facts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        Line first = block.lines().getFirst();
        boolean legend = true;
        for (Line line : block.lines()) {
            if (legend) {
                legend = !line.text().contains("CONTAINER-RUNTIME");
                continue;
            }
            if (row.isEmpty()) {
                first = line;
            }
            row.append(line.text()).append(' ');
            if (runtime(line.text())) {
                node(block.origin(first), Fields.of(row.toString()), facts, problems);
                row.setLength(0);
            }
        }
        return new Parsed<>(facts, problems);
    }

    /// NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE… KERNEL-VERSION CONTAINER-RUNTIME.
    private static void node(Origin at, Fields fields, List<Fact> facts, List<Problem> problems) {
        int last = fields.size() - 1;
        Optional<KernelRelease> release = KernelRelease.parse(fields.get(last - 1));
        if (release.isEmpty() || last < 8) {
            problems.add(
                    Problem.at(
                            at.cite(),
                            "expected a node's kernel and runtime, found \""
                                    + at.cite().text()
                                    + "\""));
            return;
        }
        Origin origin =
                new Origin(
                        at.cite(), Optional.of(fields.get(0)), at.stamp(), at.command(), at.role());
        facts.add(new NodeName(origin, fields.get(0)));
        facts.add(
                new KernelIdentity(
                        origin, release.get(), Optional.of(fields.get(0)), Optional.empty()));
        facts.add(new OsRelease(origin, String.join(" ", fields.words().subList(7, last - 1))));
        String runtime = fields.get(last);
        int scheme = runtime.indexOf("://");
        Optional<String> version = Version.of(runtime.substring(scheme + 3));
        Optional<String> kubelet = Version.of(fields.get(4));
        Map<String, String> versions = new LinkedHashMap<>();
        version.ifPresent(v -> versions.put(runtime.substring(0, scheme), v));
        kubelet.ifPresent(v -> versions.put("kubelet", v));
        Map<String, Cite> cites = new LinkedHashMap<>();
        versions.keySet().forEach(component -> cites.put(component, at.cite()));
        if (!versions.isEmpty()) {
            facts.add(new RuntimeVersions(origin, versions, cites));
        }
    }

    private static boolean head(List<Line> lines, int from) {
        String text = lines.get(from).text();
        if (!text.startsWith("NAME ") || !text.contains(" STATUS ") || !text.contains(" VERSION")) {
            return false;
        }
        for (int i = from; i < lines.size() && i < from + JOINED; i++) {
            if (lines.get(i).text().contains("CONTAINER-RUNTIME")) {
                return true;
            }
        }
        return false;
    }

    private static boolean runtime(String text) {
        int scheme = text.lastIndexOf("://");
        return scheme > 0 && text.lastIndexOf(' ', text.stripTrailing().length() - 1) < scheme;
    }
}
