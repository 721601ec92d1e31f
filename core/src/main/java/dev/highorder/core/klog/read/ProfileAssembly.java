/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.read;

import dev.highorder.core.document.Line;
import dev.highorder.core.klog.MemoryProfile;
import dev.highorder.core.klog.scan.ProfileRow;
import java.util.Optional;

/// Collects the rows of an allocation profile, with or without its head.
final class ProfileAssembly {
    private final OpenReports reports;

    ProfileAssembly(OpenReports reports) {
        this.reports = reports;
    }

    boolean take(Line line, String text) {
        boolean head =
                text.strip().startsWith("Memory allocations:") || text.startsWith("allocinfo - ");
        if (head) {
            reports.begin(new Report.Profile(line));
            return true;
        }
        Optional<Report.Profile> found = current(line);
        Optional<Line> cut = found.flatMap(profile -> profile.cut);
        Optional<ProfileRow> row = ProfileRow.scan(text);
        if (row.isEmpty() && cut.isPresent()) {
            row = ProfileRow.scan(cut.get().text().stripTrailing() + " " + text.strip());
        }
        boolean half = row.isEmpty() && ProfileRow.isCut(text);
        if (row.isEmpty() && !half) {
            return false;
        }
        if (found.isEmpty()) {
            reports.begin(new Report.Profile(line));
            found = current(line);
        }
        Report.Profile profile = found.orElseThrow();
        profile.touched = reports.clock();
        profile.last = line;
        profile.cut = half ? Optional.of(line) : Optional.empty();
        row.ifPresent(site ->
                profile.sites.add(
                        new MemoryProfile.Site(
                                site.bytes(),
                                site.calls(),
                                site.place(),
                                site.module(),
                                site.function(),
                                line.cite())));
        return true;
    }

    /// The profile whose rows go on here: at most one other line stands in between. In a log that is a line of the kernel's; in a
    /// copy of /proc/allocinfo a line of the source, because two copies in one text are two.
    private Optional<Report.Profile> current(Line line) {
        for (Report report : reports.latestFirst()) {
            if (report instanceof Report.Profile profile
                    && reports.clock() - profile.touched <= 2
                    && (line.frame().framed()
                            || line.cite().line() - profile.last.cite().line() <= 2)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
