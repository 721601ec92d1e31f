/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.whatif.model;

/// How what is not known is taken.
enum Variant {
    /// Against the remedy.
    LOW,
    EXPECTED,
    /// For it.
    HIGH
}
