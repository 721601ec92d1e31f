/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import dev.highorder.core.klog.KernelNotice.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message of one line that bears on the diagnosis; see [Kind] for what each holds.
public record NoticeLine(Kind kind, Map<String, String> values) {

    /// @param kernel whether the line surely is the kernel's own; wordings that others use too count only then
    public static Optional<NoticeLine> scan(String text, boolean kernel) {
        NoticeLine found = limits(text);
        if (found == null) {
            found = states(text);
        }
        if (found == null && (kernel || isSubsystem(text))) {
            found = ofKernelOnly(text);
        }
        return Optional.ofNullable(found);
    }

    /// Whether the line begins as only a part of the kernel begins its lines.
    private static boolean isSubsystem(String text) {
        return text.startsWith("XFS (")
                || text.startsWith("EXT4-fs ")
                || text.startsWith("BTRFS ")
                || text.startsWith("blk_update_request: ")
                || text.startsWith("Buffer I/O error on dev")
                || text.startsWith("percpu: allocation failed")
                || text.startsWith("ERROR: Out of memory at ");
    }

    /// What syslog and the journal say of lines that they dropped; their tag is their own.
    public static Optional<NoticeLine> lost(String text) {
        if (text.contains(" messages")
                && (text.contains("uppressed ")
                        || text.contains("lost due to rate-limiting")
                        || text.contains("imuxsock")
                        || text.contains("printk messages dropped")
                        || text.contains("Missed "))) {
            return Optional.of(notice(Kind.MESSAGES_LOST, "count", firstNumber(text)));
        }
        return Optional.empty();
    }

    private static @Nullable NoticeLine limits(String text) {
        if (text.contains("nf_conn slab cache")) {
            return notice(Kind.NF_CONN_CACHE);
        }
        if (text.contains("conntrack")) {
            if (text.contains("falling back to vmalloc")) {
                return notice(Kind.NF_CONNTRACK_VMALLOC);
            }
            if (text.contains("table full, dropping packet")) {
                return notice(Kind.CONNTRACK_TABLE_FULL);
            }
            if (text.contains("expectation table full")) {
                return notice(Kind.LIMIT_REACHED, "limit", "nf_conntrack_expect_max");
            }
        }
        if (text.contains("eighbor table overflow") || text.contains("eighbour table overflow")) {
            String before = text.substring(0, text.indexOf(" table overflow"));
            before = before.substring(0, before.lastIndexOf("eighbo") - 1).strip();
            String table = before.endsWith(":") ? lastWord(before) : "";
            return notice(Kind.NEIGHBOUR_OVERFLOW, "table", table);
        }
        if (text.contains("out of memory -- consider tuning tcp_mem")) {
            return notice(Kind.TCP_MEMORY);
        }
        if (text.contains("too many orphaned sockets")
                || text.contains("too many of orphaned sockets")) {
            return notice(Kind.TCP_ORPHANS);
        }
        if (text.contains("fork rejected by pids controller")) {
            return notice(Kind.FORK_REJECTED, "path", behind(text, "pids controller in "));
        }
        if (text.contains("VFS: file-max limit")) {
            return notice(Kind.LIMIT_REACHED, "limit", "fs.file-max");
        }
        if (text.contains("oute cache is full")) {
            return notice(Kind.LIMIT_REACHED, "limit", "net.ipv6.route.max_size");
        }
        if (text.contains("dst cache overflow")) {
            return notice(Kind.LIMIT_REACHED, "limit", "net.ipv4.route.max_size");
        }
        if (text.contains("swiotlb buffer is full") || text.contains("Out of SW-IOMMU space")) {
            return notice(
                    Kind.BOUNCE_BUFFERS_FULL,
                    "bytes",
                    figure(text, "(sz: "),
                    "total",
                    figure(text, "total "),
                    "used",
                    figure(text, "used "));
        }
        if (text.contains("illegal size (") && text.contains("for percpu allocation")) {
            return notice(Kind.PERCPU_SIZE, "bytes", figure(text, "illegal size ("));
        }
        if (text.contains("alloc_contig_range: [") && text.endsWith("PFNs busy")) {
            return notice(Kind.RANGE_BUSY);
        }
        if (text.contains("unregister_netdevice: waiting for ")) {
            String device = behind(text, "waiting for ");
            return notice(Kind.NETDEV_LEAK, "device", word(device));
        }
        return null;
    }

    private static @Nullable NoticeLine states(String text) {
        if (text.contains("possible memory allocation deadlock")) {
            return deadlock(text);
        }
        if (text.contains(" callbacks suppressed")) {
            return text.contains("warn_alloc")
                    ? notice(Kind.CALLBACKS_SUPPRESSED, "count", firstNumber(behind(text, ":")))
                    : null;
        }
        if (text.contains("): drop_caches: ")) {
            int at = text.indexOf("): drop_caches: ");
            int open = text.lastIndexOf('(', at);
            if (open > 0) {
                return notice(
                        Kind.DROP_CACHES,
                        "comm",
                        Headline.comm(text.substring(0, open)),
                        "pid",
                        text.substring(open + 1, at),
                        "mode",
                        word(text.substring(at + 16)));
            }
        }
        if (text.contains("COMPACTION is disabled!!!")) {
            return notice(Kind.COMPACTION_DISABLED);
        }
        if (text.contains("__vm_enough_memory") && text.contains("memory for the allocation")) {
            return notice(
                    Kind.OVERCOMMIT,
                    "comm",
                    until(behind(text, "comm: "), ","),
                    "bytes",
                    firstNumber(behind(text, "bytes: ")));
        }
        if (text.contains("VM_FAULT_OOM")) {
            return notice(Kind.PAGE_FAULT_OOM);
        }
        if (text.contains("Kernel panic - not syncing: ") && !text.contains("---[ end")) {
            return notice(Kind.PANIC, "reason", behind(text, "not syncing: "));
        }
        return faults(text);
    }

    private static @Nullable NoticeLine faults(String text) {
        if (text.contains("ad page state")
                || text.contains("ad page map")
                || text.contains("ad pte")
                || text.contains("ad pmd")
                || text.contains("Bad swap ")
                || text.contains("Bad rss-counter")) {
            boolean state =
                    text.contains("BUG: Bad ") || text.contains("Bad ") || text.contains(": bad p");
            return state ? notice(Kind.BAD_STATE, "what", text.strip()) : null;
        }
        boolean task = text.contains("traps: ") || text.contains(": segfault at ");
        if (task || text.contains("type=1326 audit") || text.contains("SECCOMP ")) {
            return notice(Kind.PROCESS_DIED, "what", text.strip());
        }
        if (text.contains("blocked for more than ")
                || text.contains("soft lockup")
                || text.contains("hard LOCKUP")
                || text.contains("detected stall")
                || text.contains("self-detected stall")
                || text.contains("workqueue lockup")) {
            return notice(Kind.STALL, "what", text.strip());
        }
        boolean bug =
                text.startsWith("BUG: ")
                        || text.contains("kernel BUG at ")
                        || text.contains("Oops: ")
                        || text.startsWith("Oops - ")
                        || text.startsWith("Oops[#")
                        || text.startsWith("Oops [#")
                        || text.startsWith("general protection fault")
                        || text.contains("Unable to handle kernel ")
                        || text.contains("unable to handle kernel ");
        if (bug) {
            return notice(Kind.KERNEL_BUG, "what", text.strip());
        }
        if (text.startsWith("Linux version ")) {
            return notice(Kind.LINUX_VERSION, "release", word(text.substring(14)));
        }
        if (text.startsWith("Command line: ") || text.startsWith("Kernel command line: ")) {
            return notice(Kind.COMMAND_LINE, "cmdline", behind(text, "ommand line: "));
        }
        return null;
    }

    private static @Nullable NoticeLine ofKernelOnly(String text) {
        // btrfs decodes its errno so; the words of strerror, "… on device", are a program's
        boolean full = text.contains("No space left") && !text.contains("left on device");
        if (full || text.contains("No free inodes")) {
            return notice(Kind.STORAGE_FULL);
        }
        if (text.contains("I/O error")
                || text.contains("I/O Error")
                || text.contains("xfs_do_force_shutdown")
                || text.contains("EXT4-fs error")
                || text.contains("BTRFS error")
                || text.contains("emounting filesystem read-only")
                || text.contains("forced readonly")
                || text.contains("critical medium error")) {
            return notice(Kind.STORAGE_ERROR, "device", device(text));
        }
        if (text.contains("ERROR: Out of memory at ")
                || text.contains("percpu: allocation failed")
                || text.contains(": out of memory")
                || text.contains("nable to allocate ")
                || text.contains("ould not allocate ")
                || text.contains("ailed to allocate ")
                || text.contains("annot allocate memory")
                || text.contains("rror -12")
                || text.contains(" returns -12")
                || text.endsWith(": -12")
                || text.contains("-ENOMEM")) {
            return notice(Kind.SUBSYSTEM_NO_MEMORY, "what", text.strip());
        }
        return null;
    }

    /// `XFS: nginx(2514) possible memory allocation deadlock size 50184 in kmem_alloc (mode:0x250)`; older ones without task and size.
    private static NoticeLine deadlock(String text) {
        int at = text.indexOf("possible memory allocation deadlock");
        String before = text.substring(0, at).strip();
        String task = before.substring(before.lastIndexOf(": ") + 1).strip();
        int open = task.lastIndexOf('(');
        boolean named = open > 0 && task.endsWith(")");
        String rest = text.substring(at + 35);
        String mode = rest.contains("mode:") ? behind(rest, "mode:") : "";
        return notice(
                Kind.XFS_DEADLOCK,
                "comm",
                named ? task.substring(0, open) : "",
                "pid",
                named ? task.substring(open + 1, task.length() - 1) : "",
                "bytes",
                rest.contains("size ") ? firstNumber(behind(rest, "size ")) : "",
                "function",
                rest.contains(" in ") ? word(behind(rest, " in ")) : "",
                "mode",
                until(mode, ")"));
    }

    /// The device of a storage message: `dev vdb,`, `(vda1)`, `(device dm-0)`, `/dev/sda1`.
    private static String device(String text) {
        String device = "";
        if (text.contains("(device ")) {
            device = behind(text, "(device ");
        } else if (text.contains(" dev ")) {
            device = behind(text, " dev ");
        } else if (text.contains("XFS (") || text.contains("EXT4-fs (")) {
            device = behind(text, "(");
        }
        int end = 0;
        while (end < device.length() && ",):; ".indexOf(device.charAt(end)) < 0) {
            end++;
        }
        return device.substring(0, end);
    }

    private static NoticeLine notice(Kind kind, String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                values.put(pairs[i], pairs[i + 1]);
            }
        }
        return new NoticeLine(kind, values);
    }

    private static String behind(String text, String literal) {
        int at = text.indexOf(literal);
        return at < 0 ? text : text.substring(at + literal.length()).strip();
    }

    /// The number behind a literal; empty where the text lacks it.
    private static String figure(String text, String literal) {
        int at = text.indexOf(literal);
        if (at < 0) {
            return "";
        }
        int from = at + literal.length();
        int to = from;
        while (to < text.length() && Cursor.isDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    private static String until(String text, String literal) {
        int at = text.indexOf(literal);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String word(String text) {
        return new Cursor(text, 0).blanks().word();
    }

    /// The last word of `neighbour: arp_cache:`, without its colon.
    private static String lastWord(String text) {
        String name = text.substring(0, text.length() - 1);
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String firstNumber(String text) {
        int from = 0;
        while (from < text.length() && !Cursor.isDigit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && Cursor.isDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }
}
