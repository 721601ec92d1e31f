/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.remedy;

import dev.highorder.core.diagnosis.Remedy;
import java.util.List;
import java.util.Optional;

/// Something that can be written to a kernel's file to remedy a state of its memory.
///
/// @param id `compact`, `drop-caches-1`…`3`, or the sysctl's name
/// @param setting what it sets, where it is a sysctl
/// @param expected what it would do
/// @param risk how much it may hurt
/// @param undo how to take it back
public record Action(
        String id,
        Kind kind,
        Optional<Setting> setting,
        String title,
        String why,
        String expected,
        Remedy.Risk risk,
        String undo) {

    /// What kind of write it is.
    public enum Kind {
        COMPACT,
        DROP_CACHES,
        SYSCTL
    }

    private static final String CACHES = "nothing to undo: what is needed again is read again";

    /// All there are, the gentler first.
    public static List<Action> all() {
        return List.of(
                new Action(
                        "compact",
                        Kind.COMPACT,
                        Optional.empty(),
                        "Compact memory, each NUMA node for itself",
                        "free memory stands in blocks that are too small; movable pages can be moved together",
                        "larger free blocks where pages can be moved; pinned and kernel pages stay",
                        Remedy.Risk.MEDIUM,
                        "nothing to undo: pages were moved, none was lost"),
                drop(
                        2,
                        "Drop reclaimable slab: dentries and inodes",
                        "slab that can be given back stands in the way, or holds dead cgroups"),
                drop(1, "Drop the clean page cache", "page cache stands between the free pages"),
                drop(
                        3,
                        "Drop the clean page cache and reclaimable slab",
                        "cache and slab stand between the free pages, and dropping slab alone was not enough"),
                sysctl(
                        Setting.to("vm.compaction_proactiveness", 40),
                        "Let the kernel compact in the background",
                        "the default of 20 starts only when fragmentation is nearly complete",
                        "blocks are made before they are asked for; costs CPU time",
                        Remedy.Risk.LOW),
                sysctl(
                        Setting.to("vm.watermark_scale_factor", 50),
                        "Let kswapd start earlier",
                        "the default gap between the watermarks is a thousandth of memory",
                        "kswapd starts earlier, and atomic requests find more",
                        Remedy.Risk.LOW),
                sysctl(
                        Setting.twice("vm.min_free_kbytes"),
                        "Keep a larger reserve for atomic requests",
                        "an atomic request takes only what is free at that instant",
                        "the reserve lasts longer; that memory is withheld from all others",
                        Remedy.Risk.MEDIUM),
                sysctl(
                        Setting.twice("net.netfilter.nf_conntrack_max"),
                        "Enlarge the connection tracking table",
                        "the table is a limit, and it was reached",
                        "packets are no longer dropped; about 320 bytes an entry",
                        Remedy.Risk.LOW),
                sysctl(
                        Setting.to("vm.overcommit_memory", 0),
                        "Leave strict commit accounting",
                        "what was refused is a promise, not memory",
                        "address space is promised again",
                        Remedy.Risk.LOW),
                sysctl(
                        Setting.to("user.max_user_namespaces", 15_000),
                        "Turn user namespaces on",
                        "RHEL 7 ships with none allowed",
                        "rootless containers start",
                        Remedy.Risk.LOW));
    }

    /// The one of that id.
    public static Optional<Action> of(String id) {
        return all().stream().filter(action -> action.id().equals(id)).findFirst();
    }

    /// Whether a diagnosis that names this remedy speaks for the action.
    boolean isMeantBy(String remedyId) {
        return id.equals(remedyId)
                || (kind == Kind.DROP_CACHES && remedyId.equals("drop-caches-2"));
    }

    /// What is written to drop_caches: 1, 2 or 3.
    int dropLevel() {
        return id.charAt(id.length() - 1) - '0';
    }

    private static Action drop(int level, String title, String why) {
        return new Action(
                "drop-caches-" + level,
                Kind.DROP_CACHES,
                Optional.empty(),
                title,
                why,
                "what is dropped is free; blocks grow where it stood. Cold caches cost reads and time",
                level == 2 ? Remedy.Risk.MEDIUM : Remedy.Risk.HIGH,
                CACHES);
    }

    private static Action sysctl(
            Setting setting, String title, String why, String expected, Remedy.Risk risk) {
        return new Action(
                setting.name(),
                Kind.SYSCTL,
                Optional.of(setting),
                title,
                why,
                expected,
                risk,
                "highorder remedy undo " + setting.name());
    }
}
