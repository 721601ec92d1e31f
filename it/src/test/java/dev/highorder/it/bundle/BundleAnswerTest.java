/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The incident is the same in whatever a tool packs the node into.
class BundleAnswerTest {

    @TempDir Path dir;

    private static JsonNode answer(String... args) {
        List<String> all = new ArrayList<>(List.of("diagnose", "-o", "json"));
        all.addAll(List.of(args));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(PublishedSchema.DIAGNOSIS.violations(run.out())).isEmpty();
        return run.json();
    }

    private String packed(Tar tar, String name) throws IOException {
        return tar.gzipped(dir.resolve(name)).toString();
    }

    private static void assertIncident(JsonNode node) {
        assertThat(node.path("verdict").path("cause").asString()).isEqualTo("kmem-memcg-leak");
        assertThat(node.path("verdict").path("confidence").asString()).isEqualTo("likely");
        assertThat(node.path("node").path("name").asString()).isEqualTo("node-1");
        assertThat(node.path("incidents")).hasSize(1);
        JsonNode incident = node.path("incidents").path(0);
        assertThat(incident.path("count").asInt()).isEqualTo(1);
        assertThat(incident.path("failure").path("order").asInt()).isEqualTo(6);
        assertThat(incident.path("symptom").path("component").asString()).isEqualTo("kubelet");
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("nodes").forEach(n -> names.add(n.path("node").path("name").asString()));
        return names;
    }

    private static Set<String> cited(JsonNode answer) {
        Set<String> paths = new TreeSet<>();
        for (JsonNode cite : answer.findValues("cites")) {
            cite.forEach(one -> paths.add(one.path("path").asString()));
        }
        return paths;
    }

    @Test
    void aSosreportIsCitedByItsMembersAndATailByTheLogItIsOf() throws IOException {
        String bundle = packed(Example.sosreport(), "s.tar.gz");
        JsonNode answer = answer(bundle);
        assertIncident(answer);
        assertThat(answer.path("memory").path("zones")).hasSize(4);
        assertThat(answer.path("node").path("runtimes").path("docker").asString())
                .isEqualTo("20.10.10");
        assertThat(cited(answer))
                .contains(
                        bundle + "!" + Example.SOS + "var/log/messages",
                        bundle + "!" + Example.SOS + "proc/buddyinfo");
        assertThat(answer.path("problems")).isEmpty();
    }

    @Test
    void aMustGatherOfTwoNodesIsTwoNodesAndTheWorseStandsAtTheTop() throws IOException {
        JsonNode answer = answer(packed(Example.mustGather(), "m.tar.gz"));
        assertIncident(answer);
        assertThat(names(answer)).containsExactly("node-1", "node-2");
        assertIncident(answer.path("nodes").path(0));
        assertThat(answer.path("nodes").path(1).path("incidents")).isEmpty();
        assertThat(answer.path("nodes").path(1).path("node").path("kernel").asString())
                .isEqualTo("4.18.0-305.el8.x86_64");
    }

    @Test
    void aSosreportInsideOfAMustGatherIsReadTooAndItsNodeIsTheSame() throws IOException {
        Path nested = dir.resolve("inner.tar.gz");
        Tar tar =
                Example.mustGather()
                        .file(
                                "must-gather.local.1/sos.tar.gz",
                                Files.readAllBytes(Example.sosreport().gzipped(nested)));
        JsonNode answer = answer(packed(tar, "n.tar.gz"));
        assertIncident(answer);
        assertThat(names(answer)).containsExactly("node-1", "node-2");
        assertThat(answer.path("memory").path("zones")).hasSize(4);
    }

    @Test
    void aSupportconfigIsCitedByItsSections() throws IOException {
        String bundle = packed(Example.supportconfig(), "scc.tar.gz");
        JsonNode answer = answer(bundle);
        assertIncident(answer);
        assertThat(answer.path("memory").path("zones")).hasSize(4);
        assertThat(cited(answer))
                .contains(bundle + "!scc_node-1_220608_1104_0123/memory.txt#/proc/buddyinfo");
    }

    @Test
    void twoSosreportsAreTwoNodesAndOneOfThemAsBaselineIsNone() throws IOException {
        String sick = packed(Example.sosreport(), "sick.tar.gz");
        String healthy = packed(Example.healthySosreport(), "healthy.tar.gz");

        assertThat(names(answer(sick, healthy))).containsExactlyInAnyOrder("node-1", "node-2");

        JsonNode compared = answer(sick, "--baseline", healthy);
        assertIncident(compared);
        assertThat(names(compared)).isEmpty();
        assertThat(compared.path("memory").path("zones")).hasSize(4);
        assertThat(compared.path("baseline").path("zones")).hasSize(3);
    }

    @Test
    void theWindowTheKernelAndTheOrderCountForABundleAsForAFile() throws IOException {
        String sick = packed(Example.sosreport(), "sick.tar.gz");
        assertIncident(answer(sick, "--since", "2022-06-08T00:00:00Z"));
        assertThat(answer(sick, "--until", "2022-06-07T00:00:00Z").path("incidents")).isEmpty();

        String healthy = packed(Example.healthySosreport(), "healthy.tar.gz");
        JsonNode asked = answer(healthy, "--order", "5");
        JsonNode normal = asked.path("memory").path("zones").path(2);
        assertThat(normal.path("usableFor").path("order").asInt()).isEqualTo(5);
        assertThat(normal.path("usableFor").path("verdict").asString()).isEqualTo("no");

        String bare =
                packed(
                        new Tar().file("proc/buddyinfo", Example.text("healthy/proc/buddyinfo")),
                        "b.tar.gz");
        assertThat(answer(bare, "--kernel", "5.14.0").path("node").path("kernel").asString())
                .isEqualTo("5.14.0");
    }

    @Test
    void aJournalFileHoldsTheIncidentAsOftenAsItsLogDoes() {
        JsonNode answer =
                answer(
                        Run.repository(
                                "evidence/src/test/resources/journals/compact-zstd.journal.xz"));
        JsonNode incident = answer.path("incidents").path(0);
        assertThat(answer.path("verdict").path("cause").asString()).isEqualTo("kmem-memcg-leak");
        assertThat(incident.path("count").asInt()).isEqualTo(3);
        assertThat(incident.path("firstSeen").asString()).isEqualTo("2022-06-08T03:04:35Z");
        assertThat(answer.path("problems")).isEmpty();
    }
}
