/* SPDX-License-Identifier: Apache-2.0 */
/// A diagnosis as bytes: computes nothing new.
module dev.highorder.report {
    requires transitive dev.highorder.core;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.highorder.report.html;
    exports dev.highorder.report.json;
    exports dev.highorder.report.kb;
    exports dev.highorder.report.markdown;
    exports dev.highorder.report.metrics;
    exports dev.highorder.report.safe;
    exports dev.highorder.report.text;
}
