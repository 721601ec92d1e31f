/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.bundle;

import dev.highorder.core.document.SourceLine;
import dev.highorder.core.document.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which node each member of a place is of, as the layouts of sosreport, must-gather and supportconfig tell.
final class Hosts {

    /// Files of a sosreport that hold the node's name, the surest first.
    private static final List<String> NAMED =
            List.of(
                    "sos_commands/host/hostname",
                    "sos_commands/general/hostname",
                    "hostname",
                    "etc/hostname",
                    "sos_commands/kernel/uname_-a",
                    "uname");

    private static final List<String> SOS = List.of("sos_commands/", "sos_strings/");

    /// The top of each sosreport or supportconfig, `/` or `!` at its end, and the node's name.
    private final Map<String, String> roots = new TreeMap<>();

    Hosts(List<SourceText> sources) {
        Map<String, SourceText> byPath = new TreeMap<>();
        TreeSet<String> tops = new TreeSet<>();
        for (SourceText source : sources) {
            byPath.put(source.path(), source);
            sosTop(source.path()).ifPresent(tops::add);
            if (source.path().endsWith("basic-environment.txt")) {
                String top = parent(source.path());
                uname(source).or(() -> supportconfig(top)).ifPresent(host -> roots.put(top, host));
            }
        }
        for (String top : tops) {
            named(top, byPath).or(() -> sosreport(top)).ifPresent(host -> roots.put(top, host));
        }
    }

    /// The node that a member is of.
    Optional<String> of(String path) {
        return byDirectory(path, "/nodes/")
                .or(() -> byDirectory(path, "/host_service_logs/masters/"))
                .or(() -> byDirectory(path, "/host_service_logs/workers/"))
                .or(() -> byRoot(path));
    }

    private Optional<String> byRoot(String path) {
        String best = "";
        for (String root : roots.keySet()) {
            if (path.startsWith(root) && root.length() >= best.length()) {
                best = root;
            }
        }
        return Optional.ofNullable(roots.get(best));
    }

    /// `…/nodes/NODE/…`
    private static Optional<String> byDirectory(String path, String parent) {
        int at = path.lastIndexOf(parent);
        int from = at + parent.length();
        int slash = at < 0 ? -1 : path.indexOf('/', from);
        return slash > from && !path.contains("/sys/devices/")
                ? Optional.of(path.substring(from, slash))
                : Optional.empty();
    }

    private static Optional<String> sosTop(String path) {
        for (String directory : SOS) {
            int at = path.indexOf(directory);
            if (at == 0 || (at > 0 && isSeparator(path.charAt(at - 1)))) {
                return Optional.of(path.substring(0, at));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> named(String top, Map<String, SourceText> byPath) {
        for (String name : NAMED) {
            SourceText source = byPath.get(top + name);
            if (source != null && !source.lines().isEmpty()) {
                Optional<String> host =
                        name.contains("uname")
                                ? uname(source)
                                : hostname(source.lines().getFirst().text().strip());
                if (host.isPresent()) {
                    return host;
                }
            }
        }
        return Optional.empty();
    }

    /// `Linux HOST 5.14.0-…`
    private static Optional<String> uname(SourceText source) {
        for (SourceLine line : source.lines()) {
            String text = line.text();
            int end = text.indexOf(' ', 6);
            if (text.startsWith("Linux ") && end > 0) {
                return hostname(text.substring(6, end));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> hostname(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                return Optional.empty();
            }
        }
        boolean none = text.isEmpty() || text.equals("localhost") || text.startsWith("localhost.");
        return none || text.length() > 253 ? Optional.empty() : Optional.of(text);
    }

    /// `sosreport-HOST-2026-06-08-abcdefg/`, with a label and a case number perhaps behind the host.
    private static Optional<String> sosreport(String top) {
        String name = directory(top);
        if (!name.startsWith("sosreport-")) {
            return Optional.empty();
        }
        String rest = name.substring("sosreport-".length());
        int end = rest.length();
        for (int i = 0; i + 11 <= rest.length(); i++) {
            if (rest.charAt(i) == '-'
                    && rest.substring(i + 1, i + 11).matches("\\d{4}-\\d\\d-\\d\\d")) {
                end = i;
                break;
            }
        }
        return hostname(rest.substring(0, end).replaceFirst("[-.]\\d{6,}.*$", ""));
    }

    /// `scc_HOST_260608_1104_UUID/`
    private static Optional<String> supportconfig(String top) {
        String name = directory(top);
        int from = name.indexOf('_') + 1;
        int end = name.indexOf('_', from);
        return from > 0 && end > from ? hostname(name.substring(from, end)) : Optional.empty();
    }

    private static String directory(String top) {
        String trimmed = top.isEmpty() ? "" : top.substring(0, top.length() - 1);
        return trimmed.substring(parent(trimmed).length());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '!';
    }
}
