/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.completion;

import java.util.List;

/// The script of fish (3.0 and later): one `complete` line for every word.
public final class FishCompletion {

    private FishCompletion() {}

    /// A script to be sourced, or put into `~/.config/fish/completions/highorder.fish`.
    public static String script(List<Suggestions> suggestions) {
        StringBuilder script = new StringBuilder(4096);
        script.append(
                """
                # highorder completion for fish: highorder completion fish | source
                complete -c highorder -f
                """);
        for (Suggestions one : suggestions) {
            String when = condition(one);
            for (Suggestions.Word word : one.subcommands()) {
                line(script, when)
                        .append(" -a ")
                        .append(word.text())
                        .append(" -d '")
                        .append(word.description())
                        .append("'\n");
            }
            for (String value : one.values()) {
                line(script, when).append(" -a ").append(value).append('\n');
            }
            if (one.files()) {
                line(script, when).append(" -F\n");
            }
            for (Suggestions.Option option : one.options()) {
                line(script, when);
                for (String name : option.names()) {
                    script.append(
                            name.startsWith("--")
                                    ? " -l " + name.substring(2)
                                    : " -s " + name.substring(1));
                }
                if (option.value()) {
                    script.append(option.files() ? " -rF" : " -x");
                    if (!option.values().isEmpty()) {
                        script.append(" -a '")
                                .append(String.join(" ", option.values()))
                                .append('\'');
                    }
                }
                script.append(" -d '").append(option.description()).append("'\n");
            }
        }
        return script.toString();
    }

    private static StringBuilder line(StringBuilder script, String when) {
        return script.append("complete -c highorder -n '").append(when).append('\'');
    }

    /// True where the words so far lead to this command and no further.
    private static String condition(Suggestions one) {
        StringBuilder condition = new StringBuilder();
        if (one.command().isEmpty()) {
            condition.append("not __fish_seen_subcommand_from ").append(words(one));
            return condition.toString();
        }
        for (String word : List.of(one.command().split(" "))) {
            condition
                    .append(condition.isEmpty() ? "" : "; and ")
                    .append("__fish_seen_subcommand_from ")
                    .append(word);
        }
        if (!one.subcommands().isEmpty()) {
            condition.append("; and not __fish_seen_subcommand_from ").append(words(one));
        }
        return condition.toString();
    }

    private static String words(Suggestions one) {
        StringBuilder words = new StringBuilder();
        for (Suggestions.Word word : one.subcommands()) {
            words.append(words.isEmpty() ? "" : " ").append(word.text());
        }
        return words.toString();
    }
}
