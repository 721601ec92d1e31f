/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                             | command line: a command is missing; see highorder --help
                    watch                          | watch: unknown command; see highorder --help
                    dianose                        | dianose: unknown command; see highorder --help
                    --foo                          | --foo: unknown option; see highorder --help
                    diagnose --outptu=json         | --outptu=json: unknown option; see highorder diagnose --help
                    diagnose -x                    | -x: unknown option; see highorder diagnose --help
                    diagnose --order               | --order: a value is missing; see highorder diagnose --help
                    diagnose --order six -         | --order: 'six' is no order; give a number, 0 for one page
                    diagnose --order -1 -          | --order: '-1' is no order; give a number, 0 for one page
                    diagnose --kernel x -          | --kernel: 'x' is no kernel release; give what uname -r prints
                    diagnose -o yaml -             | --output: 'yaml' is none of its values; use text, json, markdown, html, openmetrics
                    kb list -o html                | --output: 'html' is none of its values; use text, json, markdown
                    diagnose --color=red -         | --color: 'red' is none of its values; use auto, always, never
                    diagnose --since soon -        | --since: 'soon' is no time; give RFC 3339 (2026-07-20T11:13:20Z) or a duration (2h, 1d)
                    diagnose --root /host -        | --root: it is for reading a node itself; leave out either it or the PATH
                    completion                     | SHELL: a value is missing; see highorder completion --help
                    completion tcsh                | tcsh: no such shell; use bash, zsh, fish
                    completion bash zsh            | zsh: unexpected argument; see highorder completion --help
                    kb                             | kb: a command is missing; use list, show or match
                    kb lits                        | lits: unknown command; see highorder kb --help
                    kb show KB-00                  | KB-00: no such entry; see highorder kb list
                    explain                        | TEXT: a value is missing; see highorder explain --help
                    explain --kernel               | --kernel: a value is missing; see highorder explain --help
                    explain --kernle 3.10 0xd0     | --kernle: unknown option; see highorder explain --help, or put -- before the text
                    kb match --kernle x            | --kernle: unknown option; see highorder kb match --help, or put -- before the text
                    """)
    void aWrongCommandLineIsOneLineAndStatusTwo(String arguments, String line) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" +"));

        assertThat(run).isEqualTo(new Run(2, "", "highorder: " + line + "\n"));
    }

    @Test
    void versionAndHelpArePrintedOnStandardOutput() {
        assertThat(Run.of("--version").out()).startsWith("highorder ").endsWith("\n");
        assertThat(Run.of("-V").status()).isZero();
        assertThat(Run.of("--help").out()).startsWith("Usage: highorder ");
        assertThat(Run.of("-h").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"diagnose", "explain", "kb", "kb list", "kb show", "kb match", "completion"})
    void everyCommandHasHelpThatFitsEightyColumns(String command) {
        Run run = Run.of((command + " --help").split(" "));

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: highorder " + command);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void flagsOfTheProgramMayStandBeforeOrAfterTheCommand() {
        assertThat(Run.of("-o", "json", "kb", "list").out()).startsWith("{");
        assertThat(Run.of("kb", "list", "-o", "json").out()).startsWith("{");
        assertThat(Run.of("-o", "json", "kb", "list", "-o", "markdown").out()).startsWith("| id");
    }

    @Test
    void aDiagnosisIsAlsoAPageAndAlsoMetrics() {
        String log =
                "[    1.000000] nginx: page allocation failure: order:4, mode:0xcc0(GFP_KERNEL)\n";

        assertThat(Run.withInput(log, "diagnose", "-o", "html", "-").out())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
        assertThat(Run.withInput(log, "diagnose", "--output=openmetrics", "-").out())
                .startsWith("# HELP highorder_build_info")
                .contains("highorder_build_info{version=\"" + Version.text() + "\"} 1")
                .endsWith("# EOF\n");
    }

    @Test
    void aPathThatCouldDeceiveTheTerminalIsShownHarmless() {
        Run run = Run.of("diagnose", "no\u001b[2Jsuch\n\u202egnp");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "highorder: no\\u001b[2Jsuch\\u000a\\u202egnp: no such file or directory; check the path\n"));
    }

    @Test
    void aReaderThatWentAwayIsNoErrorAndAFullDiskIsOne() {
        assertThat(writingTo("Broken pipe")).isEqualTo("0 ");
        assertThat(writingTo("No space left on device"))
                .isEqualTo(
                        "2 highorder: standard output: the answer could not be written (No space left on device); write it elsewhere\n");
    }

    private static String writingTo(String failure) {
        StringBuilder complaints = new StringBuilder();
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(failure);
                    }
                };
        OutputStream err =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        complaints.append((char) b);
                    }
                };
        Terminal terminal =
                new Terminal(
                        InputStream.nullInputStream(), broken, err, Map.of(), Optional.empty());
        int status = new Program(terminal).run("kb", "list");
        return status + " " + complaints;
    }
}
