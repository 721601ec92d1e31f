/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataStoreTest {

    private static DataStore.Data data(int length) {
        return new DataStore.Data(Field.MESSAGE, new byte[length]);
    }

    @Test
    void whatEntriesStillReferToIsKeptBeforeWhatTheyDoNot() {
        DataStore store = new DataStore(100_000);
        store.put(8, data(100), 1_000);
        for (int i = 1; i <= 1_000; i++) {
            store.put(8 + i * 8L, data(1_000), 1);
            assertThat(store.take(8 + i * 8L)).isPresent();
            assertThat(store.take(8)).isPresent();
        }
        assertThat(store.isForgetful()).isFalse();
        assertThat(store.take(16)).isEmpty();
    }

    @Test
    void whenAllIsStillNeededTheOldestGoesAndItIsKnown() {
        DataStore store = new DataStore(100_000);
        for (int i = 1; i <= 1_000; i++) {
            store.put(i * 8L, data(1_000), 2);
        }
        assertThat(store.isForgetful()).isTrue();
        assertThat(store.take(8)).isEmpty();
        assertThat(store.take(8_000)).isPresent();
    }
}
