/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

/// The version of the product.
final class Version {

    private Version() {}

    static String text() {
        return "0.1.0-SNAPSHOT";
    }
}
