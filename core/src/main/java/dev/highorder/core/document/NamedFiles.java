/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import java.util.ArrayList;
import java.util.List;

/// What a source's path or a shell command names: the files it prints, or the program it runs.
///
/// @param words of the first command of a pipe, without `sudo`; the one path where it is no command
/// @param files the words that name files which the command prints as they are; empty where a later stage
///     of the pipe counts or changes what they hold
public record NamedFiles(List<String> words, List<String> files) {

    public NamedFiles {
        words = List.copyOf(words);
        files = List.copyOf(files);
    }

    public static NamedFiles of(String pathOrCommand) {
        int pipe = pathOrCommand.indexOf('|');
        String first = pipe < 0 ? pathOrCommand : pathOrCommand.substring(0, pipe);
        List<String> words = new ArrayList<>();
        for (String word : Fields.of(first).words()) {
            if (!(words.isEmpty() && word.equals("sudo"))) {
                words.add(unquoted(word));
            }
        }
        List<String> files = new ArrayList<>();
        if (words.isEmpty() || first.indexOf('>') >= 0 || changed(pathOrCommand, pipe)) {
            return new NamedFiles(words, files);
        }
        String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
        boolean prints =
                switch (program) {
                    case "cat", "head", "tail", "more", "less", "grep", "egrep", "zcat" -> true;
                    default -> false;
                };
        boolean path = words.size() == 1 || !isProgram(program);
        for (int i = prints ? 1 : 0; i < words.size() && (prints || path); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                files.add(word);
            }
        }
        return new NamedFiles(words, files);
    }

    /// Whether a file's path is `name` or ends with `/name`.
    public boolean endWith(String name) {
        for (String file : files) {
            if (isOrEndsWith(file, name)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the command is this program with at least this argument.
    public boolean runs(String program, String argument) {
        return runs(program) && words.contains(argument);
    }

    public boolean runs(String program) {
        return !words.isEmpty() && isOrEndsWith(words.getFirst(), program);
    }

    public static boolean isOrEndsWith(String path, String name) {
        if (!path.endsWith(name) || path.length() == name.length()) {
            return path.endsWith(name);
        }
        // a member of an archive is cited as bundle.tar!proc/buddyinfo
        char before = path.charAt(path.length() - name.length() - 1);
        return before == '/' || before == '!';
    }

    private static boolean changed(String command, int pipe) {
        for (int at = pipe; at >= 0; at = command.indexOf('|', at + 1)) {
            String stage = Fields.from(command, at + 1).get(0);
            boolean same =
                    switch (stage) {
                        case "cat",
                                "head",
                                "tail",
                                "tee",
                                "less",
                                "more",
                                "sort",
                                "column",
                                "grep" ->
                                true;
                        default -> false;
                    };
            if (!same) {
                return true;
            }
        }
        return false;
    }

    /// Paths of sources may hold blanks; a command's first word is a program.
    private static boolean isProgram(String word) {
        return switch (word) {
            case "uname",
                    "sysctl",
                    "find",
                    "echo",
                    "hostname",
                    "nproc",
                    "df",
                    "free",
                    "ls",
                    "awk",
                    "sed",
                    "wc",
                    "for",
                    "while",
                    "if",
                    "watch",
                    "docker",
                    "kubectl",
                    "ssh",
                    "cd",
                    "lscpu",
                    "tee",
                    "printf",
                    "rm",
                    "vi",
                    "vim",
                    "mkdir",
                    "rmdir",
                    "du",
                    "stat",
                    "dmesg",
                    "journalctl",
                    "bash",
                    "sh",
                    "export",
                    "systemctl" ->
                    true;
            default -> false;
        };
    }

    private static String unquoted(String word) {
        int end = word.length();
        int start = 0;
        while (end > start
                && (word.charAt(end - 1) == '"'
                        || word.charAt(end - 1) == '\''
                        || word.charAt(end - 1) == ';')) {
            end--;
        }
        while (start < end && (word.charAt(start) == '"' || word.charAt(start) == '\'')) {
            start++;
        }
        return word.substring(start, end);
    }
}
