/* SPDX-License-Identifier: Apache-2.0 */
/// Acts on this node: takes its evidence, runs guarded remedies.
module dev.highorder.node {
    requires transitive dev.highorder.evidence;
    requires com.github.luben.zstd_jni;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.highorder.node.capture;
    exports dev.highorder.node.remedy;
}
