/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.model;

import java.util.Optional;

/// The kernel's migratetypes, with the letter of the per-order lines (`show_migration_types`) and the name of
/// `/proc/pagetypeinfo`.
public enum MigrateType {
    UNMOVABLE('U', "Unmovable"),
    RECLAIMABLE('E', "Reclaimable"),
    MOVABLE('M', "Movable"),
    /// ≤ 4.3 and el7: the emergency reserve, up to two pageblocks a zone.
    RESERVE('R', "Reserve"),
    /// ≥ 4.4: for atomic requests only.
    HIGHATOMIC('H', "HighAtomic"),
    /// For movable requests and `cma_alloc` only.
    CMA('C', "CMA"),
    /// Being taken out of use; for no request.
    ISOLATE('I', "Isolate");

    private final char letter;
    private final String printedName;

    MigrateType(char letter, String printedName) {
        this.letter = letter;
        this.printedName = printedName;
    }

    public char letter() {
        return letter;
    }

    public String printedName() {
        return printedName;
    }

    public static Optional<MigrateType> ofLetter(char letter) {
        for (MigrateType type : values()) {
            if (type.letter == letter) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    public static Optional<MigrateType> ofName(String name) {
        for (MigrateType type : values()) {
            if (type.printedName.equalsIgnoreCase(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
