/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

/// What a page is looked at with.
///
/// @param width in CSS pixels
record Device(String name, int width, int height, boolean phone, boolean dark) {

    @Override
    public String toString() {
        return name + (dark ? "-dark" : "-light");
    }
}
