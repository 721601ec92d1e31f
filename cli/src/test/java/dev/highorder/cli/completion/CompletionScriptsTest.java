/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.cli.command.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionScriptsTest {

    private static final List<Suggestions> SUGGESTIONS =
            Suggestions.of(new Commands().commandLine().getCommandSpec());

    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    highorder dia               | diagnose
                    highorder completion ''     | bash fish zsh
                    highorder kb ''             | list match show
                    highorder kb list --q       | --quiet
                    highorder diagnose --or     | --order
                    highorder diagnose -o ''    | html json markdown openmetrics text
                    highorder diagnose --color = n    | never
                    highorder -o json diagnose inc    | incident
                    highorder diagnose --baseline inc | incident
                    highorder diagnose --since ''     | ''
                    """)
    void bashSuggests(String words, String suggested) throws IOException, InterruptedException {
        Files.writeString(dir.resolve("incident"), "");
        Path script = dir.resolve("script");
        Files.writeString(
                script,
                BashCompletion.script(SUGGESTIONS)
                        + "COMP_WORDS=("
                        + words
                        + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]}-1))\n_highorder\n"
                        + "printf '%s\\n' \"${COMPREPLY[@]}\" | LC_ALL=C sort | paste -sd' '\n");
        Process bash =
                new ProcessBuilder("bash", script.toString())
                        .directory(dir.toFile())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(bash.waitFor()).isZero();
        assertThat(printed).isEqualTo(suggested);
    }

    @Test
    void zshAndFishKnowEveryCommandAndFlag() {
        String zsh = ZshCompletion.script(SUGGESTIONS);
        String fish = FishCompletion.script(SUGGESTIONS);
        for (Suggestions one : SUGGESTIONS) {
            assertThat(zsh)
                    .contains(
                            "_highorder"
                                    + (one.command().isEmpty()
                                            ? ""
                                            : "_" + one.command().replace(' ', '_'))
                                    + "() {");
            for (Suggestions.Option option : one.options()) {
                for (String name : option.names()) {
                    assertThat(zsh).contains(name);
                    assertThat(fish)
                            .contains(
                                    name.startsWith("--")
                                            ? " -l " + name.substring(2)
                                            : " -s " + name.substring(1));
                }
            }
        }
    }

    @Test
    void theZshSpecOfAFlagIsWrittenWhole() {
        assertThat(ZshCompletion.script(SUGGESTIONS))
                .contains(
                        "'(-o --output)'{-o+,--output=}'[Format of the answer - text, json, markdown, html, openmetrics (default - text)]:value:(text json markdown html openmetrics)'")
                .contains(
                        "'(--baseline)'--baseline='[A healthy node to compare with; never evidence of this one]:value:_files'")
                .contains("'*'{-v,--verbose}'[");
    }
}
