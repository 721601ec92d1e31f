/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

/// The version of the product.
public final class Version {

    private Version() {}

    public static String text() {
        return "0.1.0-SNAPSHOT";
    }
}
