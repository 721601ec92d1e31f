/* SPDX-License-Identifier: Apache-2.0 */
/// picocli, compiled from its own sources for the release of this build.
module info.picocli {
    requires static java.sql;

    exports picocli;
}
