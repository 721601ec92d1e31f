/* SPDX-License-Identifier: Apache-2.0 */
/// The commands; the only module that prints.
module dev.highorder.cli {
    requires dev.highorder.core;
    requires dev.highorder.evidence;
    requires dev.highorder.node;
    requires dev.highorder.report;
    requires info.picocli;
    requires static org.jspecify;
}
