/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.completion;

import java.util.ArrayList;
import java.util.List;

/// The script of bash (4.2 and later, without bash-completion): one function that walks the words to find the command.
public final class BashCompletion {

    private BashCompletion() {}

    /// A script to be sourced.
    public static String script(List<Suggestions> suggestions) {
        StringBuilder script = new StringBuilder(4096);
        script.append(
                """
                # highorder completion for bash: source <(highorder completion bash)
                _highorder() {
                    local cur=${COMP_WORDS[COMP_CWORD]} prev= cmd= i w
                    ((COMP_CWORD > 0)) && prev=${COMP_WORDS[COMP_CWORD-1]}
                    # "--color=a" comes as three words, as "=" breaks them
                    if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
                    for ((i = 1; i < COMP_CWORD; i++)); do
                        w=${COMP_WORDS[i]}
                        case "$cmd $w" in
                """);
        for (Suggestions one : suggestions) {
            if (!one.command().isEmpty()) {
                int space = one.command().lastIndexOf(' ');
                String parent = space < 0 ? "" : one.command().substring(0, space);
                String name = one.command().substring(space + 1);
                script.append("            '")
                        .append(parent)
                        .append(' ')
                        .append(name)
                        .append("') cmd='")
                        .append(one.command())
                        .append("' ;;\n");
            }
        }
        script.append(
                """
                        esac
                    done
                    COMPREPLY=()
                    case "$cmd|$prev" in
                """);
        for (Suggestions one : suggestions) {
            for (Suggestions.Option option : one.options()) {
                if (option.value()) {
                    script.append("        ")
                            .append(patterns(one.command(), option.names()))
                            .append(") ");
                    reply(script, option.values(), option.files());
                    script.append("; return ;;\n");
                }
            }
        }
        script.append("    esac\n    case \"$cmd\" in\n");
        for (Suggestions one : suggestions) {
            List<String> names = new ArrayList<>();
            one.options().forEach(option -> names.addAll(option.names()));
            List<String> words = new ArrayList<>(one.values());
            one.subcommands().forEach(word -> words.add(word.text()));
            script.append("        '")
                    .append(one.command())
                    .append("') if [[ $cur == -* ]]; then ");
            reply(script, names, false);
            script.append("; else ");
            reply(script, words, one.files());
            script.append("; fi ;;\n");
        }
        script.append(
                """
                    esac
                }
                complete -F _highorder highorder
                """);
        return script.toString();
    }

    private static String patterns(String command, List<String> names) {
        StringBuilder patterns = new StringBuilder();
        for (String name : names) {
            patterns.append(patterns.isEmpty() ? "" : "|")
                    .append('\'')
                    .append(command)
                    .append('|')
                    .append(name)
                    .append('\'');
        }
        return patterns.toString();
    }

    private static void reply(StringBuilder script, List<String> words, boolean files) {
        if (files) {
            script.append(
                    "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")");
        } else if (words.isEmpty()) {
            script.append(':');
        } else {
            script.append("mapfile -t COMPREPLY < <(compgen -W '")
                    .append(String.join(" ", words))
                    .append("' -- \"$cur\")");
        }
    }
}
