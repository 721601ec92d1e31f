/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import java.nio.file.Path;

/// The index of the knowledge base in the documentation.
final class ReferenceTable {

    static final Path FILE = Pages.ROOT.resolve("docs/reference/knowledge-base.md");

    static final String HEAD =
            """
            # Knowledge base

            One page an entry. `highorder kb list` prints this table, `highorder kb show KB-01` a page,
            `highorder kb match` finds the entries that fit a log or a trace. Numbers are never reused.

            *Kernels* is evaluated: `el7 >= 1062` is RHEL 7 and its clones from build 1062 on, `3.8..4.13` includes
            4.13.16, `|` separates alternatives. *Stands on*: `source` was read in the kernel's source, `log` was seen in a
            log or a public thread, `inference` follows from these, `memory` was recalled and not verified; such an entry never
            makes a verdict certain.

            | Entry | What it is about | Cause | Kernels | Stands on |
            | --- | --- | --- | --- | --- |
            """;

    private ReferenceTable() {}

    static String row(KbEntry entry) {
        return "| ["
                + entry.id()
                + "](../../core/src/main/resources/dev/highorder/kb/"
                + entry.id()
                + ".md) | "
                + entry.title()
                + " | `"
                + entry.cause().word()
                + "` | "
                + entry.affected().replace("|", "\\|")
                + " | "
                + entry.basis().word()
                + " |\n";
    }
}
