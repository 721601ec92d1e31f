/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import dev.highorder.core.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A journal file as text, one line for each entry, in the order in which they were written: line 17 is
/// `journalctl --file FILE -o json | sed -n 17p`.
///
/// The file is read once, from its beginning to its end: it may be a member of an archive, or come through a pipe.
/// That suffices, as what is appended refers only to what was written before, and as every data object counts the
/// entries that refer to it. What is damaged is passed over, up to the next object that can be made out.
public final class JournalText extends InputStream {

    private static final int MAX_PROBLEMS = 20;

    /// Of a field more is not read; longer lines are cut anyway.
    private static final int LONGEST_VALUE = 64 << 10;

    /// A data object of which the name is not among those that are wanted is not unpacked further.
    private static final int STORED_MOST = 192 << 10;

    private static final byte[] NOTHING = new byte[0];

    private final String path;
    private final Window window;
    private final DataStore data = new DataStore(DataStore.ROOM);
    private final EntryLine entryLine = new EntryLine();
    private final List<Problem> problems = new ArrayList<>();
    private FileHeader header = new FileHeader(0, 0, 0, 0, 0);
    private byte[] line = NOTHING;
    private int given;
    private long entries;
    private int damages;
    private int unresolved;
    private boolean begun;
    private boolean ended;

    /// @param path to name in problems
    public JournalText(InputStream journal, String path) {
        this.window = new Window(journal);
        this.path = path;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (given == line.length) {
            line = ended ? NOTHING : next();
            given = 0;
        }
        if (line.length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = 0;
        while (count < length && line.length > 0) {
            int some = Math.min(length - count, line.length - given);
            System.arraycopy(line, given, bytes, offset + count, some);
            given += some;
            count += some;
            if (given == line.length && count < length) {
                line = ended ? NOTHING : next();
                given = 0;
            }
        }
        return count;
    }

    /// What could not be read, once all lines were.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// The line of the next entry; no bytes at the end.
    private byte[] next() throws IOException {
        if (!begun && !begin()) {
            ended = true;
            return NOTHING;
        }
        while (window.offset() < header.end() && window.has(ObjectHeader.LENGTH)) {
            window.has(ObjectHeader.LOOKED_AT);
            if (!isSound(0)) {
                if (window.offset() > header.tailObject() || !damaged()) {
                    break;
                }
                continue;
            }
            byte[] text = object();
            if (text.length > 0) {
                return text;
            }
        }
        finish();
        return NOTHING;
    }

    private boolean begin() throws IOException {
        begun = true;
        if (!window.has(FileHeader.LENGTH)) {
            problem("the journal file ends in the middle of its header; fetch it again");
            return false;
        }
        byte[] bytes = new byte[FileHeader.LENGTH];
        System.arraycopy(window.bytes(), window.start(), bytes, 0, bytes.length);
        header = FileHeader.of(bytes);
        if (!header.isKnown()) {
            problem(
                    "a journal file of a newer format (incompatible flags 0x"
                            + Integer.toHexString(header.incompatible())
                            + "); pass what journalctl -o export --file FILE prints");
            return false;
        }
        window.skip(header.size());
        return true;
    }

    /// Takes one object; the line of an entry, or no bytes.
    private byte[] object() throws IOException {
        long offset = window.offset();
        ObjectHeader object = ObjectHeader.of(window.bytes(), window.start());
        boolean whole = window.has((int) Math.min(object.size(), Window.LENGTH));
        // a size that is wrong leads to where no object begins
        boolean followed = isFollowed(object, offset);
        byte[] text =
                switch (object.type()) {
                    case ObjectHeader.DATA -> {
                        data(object, offset);
                        yield NOTHING;
                    }
                    case ObjectHeader.ENTRY -> whole ? entry(object, offset) : NOTHING;
                    default -> NOTHING;
                };
        if (followed) {
            window.skip(object.padded());
        } else {
            window.skip(ObjectHeader.LENGTH);
            damaged();
        }
        return text;
    }

    private boolean isFollowed(ObjectHeader object, long offset) throws IOException {
        long next = object.padded();
        if (next + ObjectHeader.LOOKED_AT > Window.LENGTH) {
            return !isShortByNature(object);
        }
        if (offset == header.tailObject() || !window.has((int) next + ObjectHeader.LOOKED_AT)) {
            return true;
        }
        return offset > header.tailObject() || isSound((int) next);
    }

    /// No field that journald itself adds is as long as a window.
    private boolean isShortByNature(ObjectHeader object) {
        int payload = window.start() + ObjectHeader.payloadAt(header.isCompact());
        return object.type() == ObjectHeader.DATA
                && object.flags() == 0
                && (window.bytes()[payload] == '_'
                        || Field.of(
                                        Arrays.copyOfRange(
                                                window.bytes(), payload, payload + Field.LONGEST))
                                .isPresent());
    }

    /// Whether an object can begin so many bytes behind the window's start.
    private boolean isSound(int ahead) {
        long offset = window.offset() + ahead;
        return window.available() >= ahead + ObjectHeader.LOOKED_AT
                ? ObjectHeader.isSound(
                        window.bytes(),
                        window.start() + ahead,
                        offset,
                        header.end() - offset,
                        header.isCompact())
                : isSoundAtEnd(ahead, offset);
    }

    /// The last object of a file may be shorter than what is looked at.
    private boolean isSoundAtEnd(int ahead, long offset) {
        byte[] bytes = new byte[ObjectHeader.LOOKED_AT];
        System.arraycopy(
                window.bytes(),
                window.start() + ahead,
                bytes,
                0,
                Math.max(0, window.available() - ahead));
        return ObjectHeader.isSound(bytes, 0, offset, header.end() - offset, header.isCompact());
    }

    private void data(ObjectHeader object, long offset) throws IOException {
        int payloadAt = ObjectHeader.payloadAt(header.isCompact());
        int length = (int) Math.min(object.size() - payloadAt, STORED_MOST);
        if (!window.has(payloadAt + length)) {
            return;
        }
        int from = window.start() + payloadAt;
        boolean packed = object.flags() != 0;
        byte[] stored = new byte[packed ? length : Math.min(length, Field.LONGEST)];
        System.arraycopy(window.bytes(), from, stored, 0, stored.length);
        Optional<byte[]> head = Payload.of(stored, object.flags(), Field.LONGEST);
        if (head.isEmpty()) {
            if (length < STORED_MOST) {
                damage("a field that cannot be unpacked", offset);
            }
            return;
        }
        Optional<Field> field = Field.of(head.get());
        if (field.isEmpty()) {
            return;
        }
        int most = LONGEST_VALUE + field.get().valueAt();
        byte[] content;
        if (packed) {
            content = Payload.of(stored, object.flags(), most).orElse(NOTHING);
        } else {
            content = new byte[Math.min(length, most)];
            System.arraycopy(window.bytes(), from, content, 0, content.length);
        }
        if (content.length < field.get().valueAt()) {
            damage("a field that cannot be unpacked", offset);
            return;
        }
        byte[] value = Arrays.copyOfRange(content, field.get().valueAt(), content.length);
        long expected = LittleEndian.number(window.bytes(), window.start() + 56);
        data.put(offset, new DataStore.Data(field.get(), value), expected);
    }

    private byte[] entry(ObjectHeader object, long offset) {
        byte[] bytes = window.bytes();
        int start = window.start();
        boolean compact = header.isCompact();
        int step = ObjectHeader.itemLength(compact);
        entryLine.begin(
                LittleEndian.number(bytes, start + 24), LittleEndian.number(bytes, start + 32));
        boolean message = false;
        for (int at = ObjectHeader.itemsAt();
                at + step <= Math.min(object.size(), Window.LENGTH);
                at += step) {
            long item = LittleEndian.number(bytes, start + at, compact ? 4 : 8);
            if (item <= 0 || item >= offset) {
                damage("an entry that refers to what is not before it", offset);
                break;
            }
            var found = data.take(item);
            if (found.isPresent()) {
                entryLine.add(found.get());
                message |= found.get().field() == Field.MESSAGE;
            }
        }
        entries++;
        if (!message) {
            unresolved++;
        }
        return entryLine.text();
    }

    /// Passes over what is no object; false where nothing follows.
    private boolean damaged() throws IOException {
        long from = window.offset();
        do {
            window.skip(8);
        } while (window.offset() < header.end()
                && window.has(ObjectHeader.LENGTH)
                && (!window.has(ObjectHeader.LOOKED_AT) || !isSound(0)));
        boolean more = window.has(ObjectHeader.LOOKED_AT) && window.offset() < header.end();
        damage((window.offset() - from) + " bytes that are no object", from);
        return more;
    }

    private void damage(String what, long offset) {
        damages++;
        if (damages <= MAX_PROBLEMS) {
            problem(
                    "a damaged journal file: "
                            + what
                            + ", at byte "
                            + offset
                            + "; the rest was read");
        }
    }

    private void finish() {
        ended = true;
        if (damages > MAX_PROBLEMS) {
            problem(damages + " damaged places in all");
        }
        if (window.offset() < Math.min(header.end(), header.tailObject())) {
            problem(
                    "the journal file is cut at byte "
                            + window.offset()
                            + ", its last object lies at "
                            + header.tailObject()
                            + "; what was there was read");
        }
        if (entries < header.entries()) {
            problem(
                    (header.entries() - entries)
                            + " of "
                            + header.entries()
                            + " entries could not be read");
        }
        if (data.isForgetful() && unresolved > 0) {
            problem(
                    unresolved
                            + " entries without a message, among them such as repeat one from too long before");
        }
    }

    private void problem(String message) {
        problems.add(Problem.of(path, message));
    }
}
