/* SPDX-License-Identifier: Apache-2.0 */
/// What the product knows: parsers, facts, arithmetic, rules. Pure: no file, no clock, no environment.
module dev.highorder.core {
    requires static org.jspecify;

    exports dev.highorder.core.buddy;
    exports dev.highorder.core.census;
    exports dev.highorder.core.diagnosis;
    exports dev.highorder.core.document;
    exports dev.highorder.core.document.text;
    exports dev.highorder.core.explain;
    exports dev.highorder.core.gfp;
    exports dev.highorder.core.kb;
    exports dev.highorder.core.klog;
    exports dev.highorder.core.klog.read;
    exports dev.highorder.core.model;
    exports dev.highorder.core.pagemap;
    exports dev.highorder.core.proc.buddy;
    exports dev.highorder.core.proc.cgroup;
    exports dev.highorder.core.proc.memory;
    exports dev.highorder.core.proc.system;
    exports dev.highorder.core.proc;
    exports dev.highorder.core.runtime;
    exports dev.highorder.core.whatif;
    exports dev.highorder.core;
}
