/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import dev.highorder.node.capture.Pseudonyms.Shape;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Replaces the names of hosts, pods, namespaces and containers, network addresses and command lines in texts, each
/// by the same pseudonym wherever it stands, and leaves the text such that it is understood as before.
final class Redaction {

    /// What stands in front of a command line that reaches to the end of the line.
    private static final String[] COMMANDS = {"COMMAND=", "cmdline=", "cmdline: ", "CMD ("};

    private static final String[] BOOT = {"Command line: ", "Kernel command line: "};

    /// Boot parameters that say something about memory or limits and nothing about who owns the node.
    private static final Set<String> TELLING =
            Set.of(
                    "cgroup.memory",
                    "cgroup_disable",
                    "cgroup_enable",
                    "cgroup_no_v1",
                    "cma",
                    "crashkernel",
                    "default_hugepagesz",
                    "hugepages",
                    "hugepagesz",
                    "hugetlb_cma",
                    "init_on_alloc",
                    "init_on_free",
                    "iommu",
                    "intel_iommu",
                    "amd_iommu",
                    "isolcpus",
                    "kernelcore",
                    "maxcpus",
                    "mem",
                    "mitigations",
                    "movable_node",
                    "movablecore",
                    "nohz_full",
                    "nr_cpus",
                    "numa",
                    "numa_balancing",
                    "numa_zonelist_order",
                    "page_owner",
                    "page_poison",
                    "possible_cpus",
                    "psi",
                    "rcu_nocbs",
                    "slab_nomerge",
                    "slub_debug",
                    "slub_max_order",
                    "swapaccount",
                    "swiotlb",
                    "systemd.unified_cgroup_hierarchy",
                    "transparent_hugepage",
                    "user_namespace.enable",
                    "namespace.unpriv_enable",
                    "vmalloc",
                    "console",
                    "selinux",
                    "audit",
                    "net.ifnames",
                    "biosdevname");

    private final Pseudonyms pseudonyms;
    private final Map<String, String> compound = new HashMap<>();
    private final Map<String, String> single = new HashMap<>();

    Redaction(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /// One whose pseudonyms nobody can guess.
    static Redaction withNewKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Redaction(new Pseudonyms(key));
    }

    /// What stands for what, and the key, as JSON.
    byte[] names() {
        return pseudonyms.json();
    }

    /// Learns all names that may stand in the texts.
    void knows(NameScan scan) {
        scan.names()
                .forEach((name, kind) -> {
                    String pseudonym = pseudonyms.of(shape(kind), name);
                    (isCompound(name) ? compound : single).put(name, pseudonym);
                });
    }

    /// What stands for a host's name.
    String host(String name) {
        return pseudonyms.of(Shape.HOST, name);
    }

    /// The text of a file or a part of it, its names replaced.
    ///
    /// @param name of the file
    String of(String name, String text) {
        String replaced = text;
        if (name.equals("/proc/cmdline")) {
            replaced = parameters(text, 0, text.length());
        } else if (text.contains("ommand line: ")) {
            for (String mark : BOOT) {
                replaced = behind(replaced, mark, true);
            }
        }
        for (String mark : COMMANDS) {
            if (replaced.contains(mark)) {
                replaced = behind(replaced, mark, false);
            }
        }
        return words(quotedCommands(replaced));
    }

    private static Shape shape(NameScan.Kind kind) {
        return switch (kind) {
            case HOST -> Shape.HOST;
            case POD -> Shape.POD;
            case NAMESPACE -> Shape.NAMESPACE;
            case CONTAINER -> Shape.CONTAINER;
        };
    }

    /// Whether a name is like no word: it may be replaced wherever it stands. `vm`, as a host's name, may not.
    private static boolean isCompound(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetter(name.charAt(i))) {
                return name.length() > 3;
            }
        }
        return false;
    }

    /// Replaces the rest of each line that has the mark.
    private String behind(String text, String mark, boolean boot) {
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, done)) {
            int from = at + mark.length();
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            out.append(text, done, from);
            if (boot) {
                out.append(parameters(text, from, end));
            } else if (end > from) {
                out.append(pseudonyms.of(Shape.COMMAND, text.substring(from, end)));
            }
            done = end;
        }
        return out.append(text, done, text.length()).toString();
    }

    /// Boot parameters: the values of those that do not tell of memory are replaced.
    private String parameters(String text, int from, int end) {
        StringBuilder out = new StringBuilder(end - from);
        int at = from;
        while (at < end) {
            int word = at;
            while (word < end && text.charAt(word) > ' ') {
                word++;
            }
            int equals = text.indexOf('=', at);
            if (equals > at && equals < word - 1 && !TELLING.contains(text.substring(at, equals))) {
                out.append(text, at, equals + 1);
                out.append(pseudonyms.of(Shape.COMMAND, text.substring(equals + 1, word)));
            } else {
                out.append(text, at, word);
            }
            while (word < end && text.charAt(word) <= ' ') {
                out.append(text.charAt(word++));
            }
            at = word;
        }
        return out.toString();
    }

    /// `exec: "/app/serve --port 1": permission denied`, its quotes escaped once or twice or not at all.
    private String quotedCommands(String text) {
        String mark = "exec: ";
        if (!text.contains(mark)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            int from = at + mark.length();
            while (from < text.length() && text.charAt(from) == '\\') {
                from++;
            }
            int close = from < text.length() ? text.indexOf('"', from + 1) : -1;
            int line = text.indexOf('\n', from);
            if (close < 0 || text.charAt(from) != '"' || (line >= 0 && line < close)) {
                continue;
            }
            int end = close;
            while (end > from + 1 && text.charAt(end - 1) == '\\') {
                end--;
            }
            out.append(text, done, from + 1);
            if (end > from + 1) {
                out.append(pseudonyms.of(Shape.COMMAND, text.substring(from + 1, end)));
            }
            done = end;
        }
        return out.append(text, done, text.length()).toString();
    }

    /// Word by word: addresses and names.
    private String words(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!NameScan.isName(c) && c != ':') {
                out.append(c);
                at++;
                continue;
            }
            int end = at;
            while (end < text.length()
                    && (NameScan.isName(text.charAt(end)) || text.charAt(end) == ':')) {
                end++;
            }
            word(text.substring(at, end), at, end, text, out);
            at = end;
        }
        return out.toString();
    }

    private void word(String word, int at, int end, String text, StringBuilder out) {
        if (word.indexOf(':') >= 0) {
            String bare = word.endsWith(":") && !word.endsWith("::") ? cut(word) : word;
            String rest = word.substring(bare.length());
            if (Addresses.isMac(bare)) {
                out.append(pseudonyms.of(Shape.MAC, bare)).append(rest);
                return;
            }
            if (Addresses.isIpv6(bare)) {
                out.append(pseudonyms.of(Shape.IPV6, bare)).append(rest);
                return;
            }
            int from = 0;
            while (from <= word.length()) {
                int colon = word.indexOf(':', from);
                int to = colon < 0 ? word.length() : colon;
                name(word.substring(from, to), at + from, at + to, text, out);
                if (colon < 0) {
                    return;
                }
                out.append(':');
                from = colon + 1;
            }
            return;
        }
        name(word, at, end, text, out);
    }

    private static String cut(String word) {
        return word.substring(0, word.length() - 1);
    }

    private void name(String word, int at, int end, String text, StringBuilder out) {
        String bare = word.endsWith(".") ? cut(word) : word;
        if (Addresses.isIpv4(bare)) {
            out.append(pseudonyms.of(Shape.IPV4, bare)).append(word, bare.length(), word.length());
            return;
        }
        String alone = single.get(word);
        if (alone != null && standsAlone(text, at, end)) {
            out.append(alone);
            return;
        }
        parts(word, out);
    }

    /// Between blanks, quotes, or what stands around a pod's name.
    private static boolean standsAlone(String text, int at, int end) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        return " \n\t\"'=\\_/(".indexOf(before) >= 0
                && " \n\t\"'\\_/(),".indexOf(after) >= 0
                && (before != '/' || after != '/');
    }

    /// The longest known names that begin and end at a dash, a dot or an end of the word.
    private void parts(String word, StringBuilder out) {
        int at = 0;
        while (at < word.length()) {
            int end = compound.isEmpty() ? -1 : longest(word, at);
            if (end > at) {
                out.append(compound.getOrDefault(word.substring(at, end), ""));
            } else {
                end = at;
                while (end < word.length() && !isSeam(word.charAt(end))) {
                    end++;
                }
                out.append(word, at, end);
            }
            while (end < word.length() && isSeam(word.charAt(end))) {
                out.append(word.charAt(end++));
            }
            at = end;
        }
    }

    private int longest(String word, int from) {
        for (int end = word.length(); end > from + 3; end--) {
            boolean seam = end == word.length() || isSeam(word.charAt(end));
            if (seam && compound.containsKey(word.substring(from, end))) {
                return end;
            }
        }
        return -1;
    }

    private static boolean isSeam(char c) {
        return c == '-' || c == '.';
    }
}
