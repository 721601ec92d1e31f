/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.highorder.evidence.journal.ExportText;
import dev.highorder.evidence.journal.JournalText;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// A systemd journal, as its file or as `journalctl -o export` prints it.
final class Entries {

    private Entries() {}

    static void hold(byte[] bytes) throws IOException {
        JournalText journal = journal(bytes);
        String lines = new String(journal.readAllBytes(), ISO_8859_1);
        JournalText again = journal(bytes);
        Laws.same(lines, new String(again.readAllBytes(), ISO_8859_1));
        Laws.same(journal.problems(), again.problems());
        new ExportText(new ByteArrayInputStream(bytes)).readAllBytes();
        Taken.hold(bytes);
    }

    private static JournalText journal(byte[] bytes) {
        return new JournalText(new ByteArrayInputStream(bytes), "system.journal");
    }
}
