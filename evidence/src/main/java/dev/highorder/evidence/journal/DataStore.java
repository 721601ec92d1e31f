/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The data objects that entries to come may refer to, by offset. One that many entries share is written once,
/// in front of the first of them, and counts them; when room is short those go first whose entries have
/// all been met, then the oldest.
final class DataStore {

    static final long ROOM = 24L << 20;

    /// What an object costs beside its value, in bytes.
    private static final int OVERHEAD = 144;

    /// A field and the bytes behind the `=`.
    static final class Data {
        private final Field field;
        private final byte[] value;

        Data(Field field, byte[] value) {
            this.field = field;
            this.value = value;
        }

        Field field() {
            return field;
        }

        byte[] value() {
            return value;
        }
    }

    private static final class Held {
        private final Data data;
        private long expected;

        Held(Data data, long expected) {
            this.data = data;
            this.expected = expected;
        }
    }

    private final Map<Long, Held> byOffset = new LinkedHashMap<>();
    private final long room;
    private long taken;
    private boolean forgetful;

    DataStore(long room) {
        this.room = room;
    }

    /// @param entries how many entries refer to it
    void put(long offset, Data data, long entries) {
        Held before = byOffset.put(offset, new Held(data, entries));
        taken += cost(data) - (before == null ? 0 : cost(before.data));
        if (taken > room) {
            makeRoom(true);
            if (taken > room / 2) {
                forgetful = true;
                makeRoom(false);
            }
        }
    }

    /// What an entry refers to; empty where it is of no interest, or was never met, or had to go.
    Optional<Data> take(long offset) {
        Held held = byOffset.get(offset);
        if (held == null) {
            return Optional.empty();
        }
        held.expected--;
        return Optional.of(held.data);
    }

    /// Whether any went that entries may still refer to.
    boolean isForgetful() {
        return forgetful;
    }

    private void makeRoom(boolean metOnly) {
        Iterator<Held> all = byOffset.values().iterator();
        while (all.hasNext() && taken > room / 2) {
            Held held = all.next();
            if (!metOnly || held.expected <= 0) {
                taken -= cost(held.data);
                all.remove();
            }
        }
    }

    private static long cost(Data data) {
        return (long) data.value().length + OVERHEAD;
    }
}
