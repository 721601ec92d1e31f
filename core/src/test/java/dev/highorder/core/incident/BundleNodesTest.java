/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.Highorder;
import dev.highorder.core.diagnosis.Diagnosis;
import dev.highorder.core.document.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleNodesTest {

    private static final String OOM =
            "kernel: Out of memory: Killed process 4711 (java) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB\n";

    private static final String BUDDY = "Node 0, zone   Normal   1 2 3 4 5 6 7 8 9 10 11\n";

    private static SourceText source(String path, String host, String text) {
        SourceText plain = SourceText.of(path, text);
        return new SourceText(
                path,
                plain.lines(),
                plain.readAt(),
                Optional.of(host),
                plain.role(),
                plain.problems());
    }

    private static List<String> nodes(SourceText... sources) {
        Diagnosis diagnosis = Highorder.diagnose(List.of(sources), Highorder.Options.NONE);
        return diagnosis.nodes().stream().map(node -> node.node().name().orElse("")).toList();
    }

    @Test
    void twoBundlesAreTwoNodes() {
        assertThat(
                        nodes(
                                source("a/buddyinfo", "node-1", BUDDY),
                                source("b/buddyinfo", "node-2", BUDDY)))
                .containsExactlyInAnyOrder("node-1", "node-2");
    }

    @Test
    void aNameThatTheLineBeginsWithMayBeTheRestOfOneThatWasCut() {
        String whole = "Jun  8 11:04:35 node-1 " + OOM;

        assertThat(nodes(SourceText.of("messages", whole + "de-1 " + OOM))).isEmpty();
        assertThat(nodes(SourceText.of("messages", whole + "Jun  8 11:04:36 de-1 " + OOM)))
                .containsExactly("node-1", "de-1");
    }

    @Test
    void aBundleWhoseLogKnowsTheNodeByAnotherNameIsOneNode() {
        assertThat(
                        nodes(
                                source("a/buddyinfo", "host0", BUDDY),
                                source("a/messages", "host0", "Jun  8 11:04:35 node-1 " + OOM)))
                .isEmpty();
    }

    @Test
    void aLogOfSeveralNodesInABundleIsPartedByItsLines() {
        assertThat(
                        nodes(
                                source(
                                        "a/messages",
                                        "node-1.example.com",
                                        "Jun  8 11:04:35 node-1 "
                                                + OOM
                                                + "Jun  8 11:04:36 node-2 "
                                                + OOM),
                                source("a/buddyinfo", "node-1.example.com", BUDDY)))
                .containsExactlyInAnyOrder("node-1", "node-2");
    }
}
