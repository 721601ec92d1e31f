/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import dev.highorder.core.diagnosis.Missing;
import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a directory or an archive as a whole, once all of it has been met: sosreport, must-gather,
/// supportconfig, or a heap of files.
public final class Bundle {

    /// Where sosreport puts the end of a log that was too large, with a link in the log's own place.
    private static final String TAILED = "sos_strings/";

    private static final int MOST_LINKS = 10_000;

    private final CgroupCensus cgroups = new CgroupCensus();
    private final Map<String, String> tailed = new HashMap<>();

    /// Notes a file or a directory, and says whether a file's content is wanted.
    public boolean note(String path, boolean directory) {
        return cgroups.note(path, directory);
    }

    /// Notes a symbolic link and where it leads inside the place.
    public void link(String path, String target) {
        if (target.contains(TAILED) && tailed.size() < MOST_LINKS) {
            tailed.merge(target, path, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    /// What a capture could not read on the node, where the place holds one.
    public static List<Missing> missing(List<SourceText> sources) {
        List<Missing> missing = new ArrayList<>();
        for (SourceText source : sources) {
            CaptureManifest.of(source).ifPresent(manifest -> missing.addAll(manifest.missing()));
        }
        return missing;
    }

    /// The sources in the order of their names and, of rotated logs, of time; each with the node it is of, and
    /// under the name the node knows it by.
    public List<SourceText> arranged(List<SourceText> sources, Origin.Role role) {
        Hosts hosts = new Hosts(sources);
        List<SourceText> arranged = new ArrayList<>(sources.size());
        for (SourceText source : asCaptured(sources)) {
            Optional<String> host = source.host().or(() -> hosts.of(source.path()));
            arranged.addAll(
                    Sections.of(
                            new SourceText(
                                    tailed.getOrDefault(source.path(), source.path()),
                                    source.lines(),
                                    source.readAt(),
                                    host,
                                    source.role(),
                                    source.problems())));
        }
        cgroups.counts()
                .forEach((mount, count) -> arranged.add(counted(mount, count, hosts, role)));
        arranged.sort(Rotation.ORDER);
        return arranged;
    }

    /// The members of a capture as they were read on the node; its manifest is no evidence itself.
    private static List<SourceText> asCaptured(List<SourceText> sources) {
        List<SourceText> rest = new ArrayList<>(sources);
        for (SourceText source : sources) {
            Optional<CaptureManifest> manifest = CaptureManifest.of(source);
            if (manifest.isPresent()) {
                rest.remove(source);
                rest.replaceAll(manifest.get()::onNode);
            }
        }
        return rest;
    }

    /// As if `find` had counted them, which is how a live node's are counted, too.
    private static SourceText counted(String mount, long count, Hosts hosts, Origin.Role role) {
        return new SourceText(
                "find " + mount + " -type d | wc -l",
                List.of(new SourceLine(1, String.valueOf(count))),
                Optional.empty(),
                hosts.of(mount + '/'),
                role,
                List.of());
    }
}
