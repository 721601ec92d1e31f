/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalTextTest {

    private static final List<String> LINES =
            ExportedEntry.all(Journals.exported()).stream().map(ExportedEntry::line).toList();

    private static ByteBuffer numbers(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Without the zeros that journald keeps in reserve.
    private static byte[] used(String name) {
        byte[] file = Journals.file(name);
        int tail = (int) numbers(file).getLong(136);
        return Arrays.copyOf(file, tail + (int) numbers(file).getLong(tail + 8));
    }

    /// Where the objects behind the two hash tables begin.
    private static int objects(byte[] file) {
        long data = numbers(file).getLong(104) + numbers(file).getLong(112);
        long fields = numbers(file).getLong(120) + numbers(file).getLong(128);
        return (int) Math.max(data, fields);
    }

    @Test
    void everyKindOfFileReadsAsJournalctlPrintsIt() {
        assertThat(LINES).hasSize(63);
        for (String name : Journals.ALL) {
            Journals.Outcome outcome = Journals.read(Journals.file(name));
            assertThat(outcome.lines()).as(name).isEqualTo(LINES);
            assertThat(outcome.problems()).as(name).isEmpty();
        }
    }

    @Test
    void aFileThatIsCutGivesTheEntriesBeforeTheCutAndSaysSo() {
        for (String name : List.of("regular-lz4", "compact-zstd")) {
            byte[] file = used(name);
            int header = (int) numbers(file).getLong(88);
            int step = file.length / 100;
            for (int length = 0; length < file.length; length += step) {
                Journals.Outcome outcome = Journals.read(Arrays.copyOf(file, length));
                assertThat(outcome.lines())
                        .as("%s cut at %d", name, length)
                        .isEqualTo(LINES.subList(0, outcome.lines().size()));
                assertThat(outcome.messages())
                        .as("%s cut at %d", name, length)
                        .anyMatch(
                                length < 208
                                        ? message -> message.contains("middle of its header")
                                        : message ->
                                                message.contains("is cut at byte")
                                                        || message.contains("could not be read"));
            }
            assertThat(Journals.read(Arrays.copyOf(file, header)).messages())
                    .containsExactly(
                            "the journal file is cut at byte "
                                    + header
                                    + ", its last object lies at "
                                    + numbers(file).getLong(136)
                                    + "; what was there was read",
                            "63 of 63 entries could not be read");
        }
    }

    @Test
    void aDamagedObjectCostsItselfAndIsNamedByItsOffset() {
        byte[] file = used("regular");
        int at = (int) numbers(file).getLong(88);
        int before = at;
        int entries = 0;
        while (entries < 10 || file[at] != 3) {
            entries += file[at] == 3 ? 1 : 0;
            before = at;
            at += (int) ((numbers(file).getLong(at + 8) + 7) & ~7L);
        }
        int size = (int) numbers(file).getLong(at + 8);
        Arrays.fill(file, at, at + size, (byte) 0);
        Journals.Outcome outcome = Journals.read(file);
        assertThat(outcome.lines()).hasSize(62).isSubsetOf(LINES);
        assertThat(outcome.messages())
                .contains(
                        // behind the header of the object before: it may be that one's size that is
                        // wrong
                        "a damaged journal file: "
                                + (at + size - before - 16)
                                + " bytes that are no object, at byte "
                                + (before + 16)
                                + "; the rest was read",
                        "1 of 63 entries could not be read");
    }

    @Test
    void anyBitMayBeWrongAndMostOfTheRestIsRead() {
        Random random = new Random(20_240_610);
        for (String name : Journals.ALL) {
            byte[] sound = used(name);
            int objects = objects(sound);
            for (int round = 0; round < 60; round++) {
                byte[] file = sound.clone();
                int at = objects + random.nextInt(file.length - objects);
                file[at] ^= (byte) (1 << random.nextInt(8));
                List<String> lines = Journals.read(file).lines();
                assertThat(lines).as("%s byte %d", name, at).hasSizeBetween(55, 63);
            }
        }
    }

    @Test
    void garbageBehindAHeaderIsNoEntry() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            byte[] file = used("compact-zstd");
            byte[] garbage = new byte[file.length - 264];
            random.nextBytes(garbage);
            System.arraycopy(garbage, 0, file, 264, garbage.length);
            Journals.Outcome outcome = Journals.read(file);
            assertThat(outcome.lines()).isEmpty();
            assertThat(outcome.problems()).isNotEmpty();
        }
    }

    @Test
    void aNewerFormatIsRefusedWithAWayOut() {
        byte[] file = used("regular");
        numbers(file).putInt(12, 1 << 5);
        Journals.Outcome outcome = Journals.read(file);
        assertThat(outcome.lines()).isEmpty();
        assertThat(outcome.messages())
                .containsExactly(
                        "a journal file of a newer format (incompatible flags 0x20); pass what journalctl -o export --file FILE prints");
    }

    @Test
    void aFileThatWasNotClosedIsReadToItsLastObject() {
        byte[] file = Journals.file("compact-zstd");
        file[16] = 1;
        numbers(file).putLong(136, (int) numbers(file).getLong(136) - 4096);
        assertThat(Journals.read(file).lines()).isEqualTo(LINES);
    }
}
