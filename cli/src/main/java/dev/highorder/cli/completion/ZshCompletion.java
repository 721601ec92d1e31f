/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.completion;

import java.util.List;

/// The script of zsh (5.0 and later): one function a command, made of `_arguments` specs.
public final class ZshCompletion {

    private ZshCompletion() {}

    /// A script that works sourced and, named `_highorder`, in a directory of `fpath`.
    public static String script(List<Suggestions> suggestions) {
        StringBuilder script = new StringBuilder(4096);
        script.append(
                """
                #compdef highorder
                # highorder completion for zsh: source <(highorder completion zsh)
                """);
        for (Suggestions one : suggestions) {
            function(script, one);
        }
        script.append(
                """
                if [ "${funcstack[1]}" = _highorder ]; then
                    _highorder "$@"
                else
                    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
                    compdef _highorder highorder
                fi
                """);
        return script.toString();
    }

    private static String name(String command) {
        return command.isEmpty() ? "_highorder" : "_highorder_" + command.replace(' ', '_');
    }

    private static void function(StringBuilder script, Suggestions one) {
        boolean parent = !one.subcommands().isEmpty();
        script.append(name(one.command())).append("() {\n");
        if (parent) {
            script.append("    local context state state_descr line\n    typeset -A opt_args\n");
        }
        script.append("    _arguments -s -S");
        if (parent) {
            script.append(" -C");
        }
        for (Suggestions.Option option : one.options()) {
            script.append(" \\\n        ").append(spec(option));
        }
        if (parent) {
            script.append(" \\\n        '1:command:->command' '*::argument:->argument'\n");
            script.append("    case $state in\n        command)\n            local -a commands=(");
            for (Suggestions.Word word : one.subcommands()) {
                script.append("\n                '")
                        .append(word.text())
                        .append(':')
                        .append(word.description())
                        .append('\'');
            }
            script.append("\n            )\n            _describe command commands ;;\n");
            script.append("        argument)\n            case $line[1] in\n");
            for (Suggestions.Word word : one.subcommands()) {
                String command =
                        one.command().isEmpty() ? word.text() : one.command() + " " + word.text();
                script.append("                ")
                        .append(word.text())
                        .append(") ")
                        .append(name(command))
                        .append(" ;;\n");
            }
            script.append("            esac ;;\n    esac\n");
        } else if (one.files()) {
            script.append(" \\\n        '*:path:_files'\n");
        } else if (!one.values().isEmpty()) {
            script.append(" \\\n        '1:value:(")
                    .append(String.join(" ", one.values()))
                    .append(")'\n");
        } else {
            script.append('\n');
        }
        script.append("}\n");
    }

    /// `'(-o --output)'{-o+,--output=}'[Format]:value:(text json)'`
    private static String spec(Suggestions.Option option) {
        StringBuilder spec = new StringBuilder();
        List<String> names = option.names();
        boolean repeatable = names.contains("-v");
        spec.append('\'')
                .append(repeatable ? "*" : "(" + String.join(" ", names) + ")")
                .append('\'');
        if (names.size() == 1) {
            spec.append(marked(option, names.getFirst()));
        } else {
            spec.append('{');
            for (int i = 0; i < names.size(); i++) {
                spec.append(i == 0 ? "" : ",").append(marked(option, names.get(i)));
            }
            spec.append('}');
        }
        spec.append("'[").append(option.description()).append(']');
        if (option.value()) {
            spec.append(":value:");
            if (option.files()) {
                spec.append("_files");
            } else if (!option.values().isEmpty()) {
                spec.append('(').append(String.join(" ", option.values())).append(')');
            }
        }
        return spec.append('\'').toString();
    }

    private static String marked(Suggestions.Option option, String name) {
        if (!option.value()) {
            return name;
        }
        return name.startsWith("--") ? name + "=" : name + "+";
    }
}
