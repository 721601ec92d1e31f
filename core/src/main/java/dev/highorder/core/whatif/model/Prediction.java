/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

import java.util.List;

/// What one remedy gives one zone, the unknown taken in one way.
///
/// @param blocks free blocks by order
/// @param migrated pages moved
/// @param dropped pages freed
record Prediction(List<Long> blocks, long migrated, long dropped) {

    Prediction {
        blocks = List.copyOf(blocks);
    }
}
