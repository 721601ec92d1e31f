/* SPDX-License-Identifier: Apache-2.0 */
/// The only reader of files: opens places and hands out their text.
module dev.highorder.evidence {
    requires transitive dev.highorder.core;
    requires com.github.luben.zstd_jni;
    requires org.tukaani.xz;
    requires static org.jspecify;

    exports dev.highorder.evidence;
    exports dev.highorder.evidence.frames;
    exports dev.highorder.evidence.live;
}
