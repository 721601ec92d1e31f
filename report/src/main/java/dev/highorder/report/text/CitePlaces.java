/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.text;

import dev.highorder.core.diagnosis.Diagnosis.NodeDiagnosis;
import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;

/// Citations as `path:line`. The folder that all files of the node's own chain share is said once and left out of
/// each; other long paths lose their middle.
final class CitePlaces {

    private static final int WORTHWHILE = 8;

    private final Glyphs glyphs;
    private final String folder;

    CitePlaces(Glyphs glyphs, NodeDiagnosis answer) {
        this.glyphs = glyphs;
        this.folder = commonFolder(cites(answer));
    }

    /// The folder left out of the citations, empty where none is.
    String folder() {
        return folder;
    }

    /// The first `most` citations, in at most so many columns each.
    String of(List<Cite> cites, int most, int columns) {
        var out = new StringBuilder();
        String path = "";
        for (Cite cite : cites.subList(0, Math.min(most, cites.size()))) {
            if (cite.path().equals(path)) {
                out.append(',').append(cite.line());
            } else {
                path = cite.path();
                String line = ":" + cite.line();
                out.append(out.isEmpty() ? "" : " ")
                        .append(glyphs.path(within(path), columns - line.length() - 4))
                        .append(line);
            }
        }
        return out.toString();
    }

    private String within(String path) {
        return path.startsWith(folder) ? path.substring(folder.length()) : path;
    }

    private static List<Cite> cites(NodeDiagnosis answer) {
        var cites = new ArrayList<Cite>();
        for (var incident : answer.incidents()) {
            incident.chain().forEach(step -> cites.addAll(step.cites()));
        }
        answer.memory().flatMap(memory -> memory.cite()).ifPresent(cites::add);
        return cites;
    }

    private static String commonFolder(List<Cite> cites) {
        if (cites.size() < 2) {
            return "";
        }
        String common = folderOf(cites.getFirst().path());
        for (Cite cite : cites) {
            while (!cite.path().startsWith(common)) {
                common = folderOf(common.substring(0, common.length() - 1));
            }
        }
        return common.length() < WORTHWHILE ? "" : common;
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
    }
}
