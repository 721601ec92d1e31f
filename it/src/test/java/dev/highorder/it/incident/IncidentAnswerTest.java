/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the answer to the incident must say, whatever its words: the figures, what they mean, what they do not, and how sure it is.
class IncidentAnswerTest {

    private static JsonNode answer;

    @BeforeAll
    static void diagnose() {
        Run run =
                Run.of(
                        "diagnose",
                        "-o",
                        "json",
                        Run.repository("examples/node-1"),
                        "--baseline",
                        Run.repository("examples/healthy"));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(PublishedSchema.DIAGNOSIS.violations(run.out())).isEmpty();
        answer = run.json();
    }

    private static JsonNode incident() {
        return answer.path("incidents").path(0);
    }

    private static String step(String name) {
        for (JsonNode step : incident().path("chain")) {
            if (step.path("step").asString().equals(name)) {
                return step.path("statement").asString();
            }
        }
        return "";
    }

    private static JsonNode zone(String table, int node, String name) {
        for (JsonNode zone : answer.path(table).path("zones")) {
            if (zone.path("node").asInt() == node && zone.path("zone").asString().equals(name)) {
                return zone;
            }
        }
        throw new AssertionError(table + " has no zone " + name + " of node " + node);
    }

    private static List<String> texts(JsonNode parent, String... names) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : parent) {
            for (String name : names) {
                if (each.has(name)) {
                    texts.add(each.path(name).asString());
                }
            }
        }
        return texts;
    }

    @Test
    void theVerdictIsTheLeakAndItIsLikely() {
        assertThat(answer.path("verdict").path("cause").asString()).isEqualTo("kmem-memcg-leak");
        assertThat(answer.path("verdict").path("confidence").asString()).isEqualTo("likely");
        assertThat(answer.path("verdict").path("summary").asString()).contains("12,287", "24,574");
        assertThat(answer.path("incidents")).hasSize(1);
        assertThat(incident().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void theChainLeadsFromTheContainerToTheKubeletsSwitch() {
        assertThat(texts(incident().path("chain"), "step"))
                .containsExactly(
                        "symptom",
                        "failure",
                        "requester",
                        "counter",
                        "demand",
                        "snapshot",
                        "cause",
                        "accounting");
        assertThat(step("symptom"))
                .contains("kubelet", "rsk-fms-598dcb7bdb-hg5t4", "final child's pid");
        assertThat(step("failure")).contains("runc:[1:CHILD]", "order 6", "256 KiB", "GFP_KERNEL");
        assertThat(step("requester")).contains("nf_conntrack_init_net", "not the allocator's");
        assertThat(step("counter")).contains("48,971");
        assertThat(step("demand"))
                .contains("memcg_alloc_cache_params", "inferred", "12,287", "24,574");
        assertThat(step("snapshot")).contains("32,464", "4,911");
        assertThat(step("accounting")).contains("was on", "kubelet first");
    }

    @Test
    void everyStepStandsOnALineOrOnAPage() {
        for (JsonNode step : incident().path("chain")) {
            assertThat(!step.path("cites").isEmpty() || step.has("kb")).isTrue();
        }
    }

    @Test
    void theFailureIsTakenApart() {
        JsonNode failure = incident().path("failure");
        assertThat(failure.path("order").asInt()).isEqualTo(6);
        assertThat(failure.path("bytes").asLong()).isEqualTo(262_144);
        assertThat(failure.path("mode").asString()).isEqualTo("0xc0d0");
        assertThat(failure.path("gfp"))
                .extracting(JsonNode::asString)
                .containsExactly("GFP_KERNEL", "__GFP_COMP", "__GFP_ZERO");
        assertThat(failure.path("requester").asString()).isEqualTo("nf_conntrack_init_net");
        assertThat(failure.path("errno").asString()).isEqualTo("ENOMEM");
        assertThat(failure.path("pid").asInt()).isEqualTo(187_290);
        assertThat(failure.path("cpu").asInt()).isEqualTo(13);
        assertThat(failure.path("cite").path("line").asInt()).isEqualTo(1);
        assertThat(failure.path("callTrace")).hasSize(11);
    }

    @Test
    void theDemandIsACountOfCgroups() {
        JsonNode demand = answer.path("demand");
        assertThat(demand.path("order").asInt()).isEqualTo(6);
        assertThat(demand.path("callSite").asString()).isEqualTo("memcg_alloc_cache_params");
        assertThat(demand.path("statement").asString()).contains("inferred");
        assertThat(demand.path("derived").path("low").asLong()).isEqualTo(12_287);
        assertThat(demand.path("derived").path("high").asLong()).isEqualTo(24_574);
    }

    @Test
    void theSnapshotDoesNotShowTheFailure() {
        assertThat(answer.path("memory").path("matchesFailure").asBoolean(true)).isFalse();
        assertThat(zone("memory", 0, "Normal").path("suitableBlocks").path(6).asLong())
                .isEqualTo(32_464);
        assertThat(zone("memory", 1, "Normal").path("suitableBlocks").path(6).asLong())
                .isEqualTo(4_911);
        assertThat(texts(answer.path("findings"), "title"))
                .containsOnlyOnce("The snapshot does not show the failure");
    }

    @Test
    void theHealthyNodeHasNone() {
        JsonNode normal = zone("baseline", 0, "Normal");
        assertThat(normal.path("suitableBlocks").path(6).asLong(-1)).isZero();
        assertThat(normal.path("extfragIndex").path(6).asInt()).isEqualTo(964);
        assertThat(texts(answer.path("findings"), "statement"))
                .anySatisfy(statement -> assertThat(statement).contains("has no block of order 6"));
    }

    @Test
    void theTemptingAnswersAreRuledOutByName() {
        assertThat(texts(answer.path("ruledOut"), "cause", "claim"))
                .contains(
                        "external-fragmentation",
                        "memory-exhausted",
                        "there is no swap",
                        "a column of slabtop stands at 100 %",
                        "104,076 single free pages prove fragmentation",
                        "the healthy node's buddyinfo shows what is wrong",
                        "runc turned kernel memory accounting on",
                        "it is the bug fixed between 4.9.12 and 4.9.18");
        for (JsonNode ruledOut : answer.path("ruledOut")) {
            assertThat(!ruledOut.path("cites").isEmpty() || ruledOut.has("kb")).isTrue();
        }
    }

    @Test
    void whatWouldMakeItCertainIsMissing() {
        assertThat(texts(answer.path("missing"), "why"))
                .anySatisfy(why -> assertThat(why).contains("would make the cause certain"));
        assertThat(texts(answer.path("missing"), "command"))
                .allSatisfy(command -> assertThat(command).isNotBlank());
        assertThat(answer.path("problems")).isEmpty();
    }

    @Test
    void theLastingRemediesAreNamedBesideTheStopGaps() {
        assertThat(texts(answer.path("remedies"), "kind"))
                .containsExactly("lasting", "lasting", "lasting", "stop-gap", "stop-gap");
        assertThat(texts(answer.path("remedies"), "command"))
                .anySatisfy(command -> assertThat(command).contains("cgroup.memory=nokmem"));
        assertThat(texts(answer.path("remedies"), "undo"))
                .anySatisfy(
                        undo -> assertThat(undo).contains("--remove-args=cgroup.memory=nokmem"));
    }

    @Test
    void theNodeIsWhatTheFilesSay() {
        JsonNode node = answer.path("node");
        assertThat(node.path("name").asString()).isEqualTo("node-1");
        assertThat(node.path("kernel").asString()).isEqualTo("3.10.0-1160.49.1.el7.x86_64");
        assertThat(node.path("runtimes").path("docker").asString()).isEqualTo("20.10.10");
        assertThat(node.path("runtimes").path("runc").asString()).isEqualTo("1.0.2");
        assertThat(node.path("runtimes").path("containerd").asString()).isEqualTo("1.4.11");
    }

    @Test
    void aScriptIsToldByTheExitStatusWhenItAsks() {
        String node = Run.repository("examples/node-1");
        assertThat(Run.of("diagnose", "--exit-code", node).status()).isEqualTo(1);
        assertThat(Run.of("diagnose", "--exit-code", Run.repository("examples/healthy")).status())
                .isZero();
    }
}
