/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Golden;
import dev.highorder.it.Run;
import dev.highorder.it.schema.PublishedSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `explain` for each kind of text there is.
class ExplainOutputTest {

    private static final String EL7 = "3.10.0-1160.49.1.el7.x86_64";
    private static final String HEADLINE =
            "Jun  8 11:04:35 node-1 kernel: runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0";
    private static final String STACK =
            "kmem_cache_create+0x187/0x1b0 nf_conntrack_init_net+0x100/0x270 nf_conntrack_pernet_init+0x14/0x150"
                    + " ops_init+0x44/0x150 setup_net+0xbb/0x170 copy_net_ns+0xb5/0x180";
    private static final String BUDDYINFO =
            "Node 0, zone   Normal 104076 127563  70473  24828   7589   1506    176   5550   5297      0      0";
    private static final String KUBELET =
            "kubelet: E0608 11:04:34.865705 9632 remote_runtime.go:105] RunPodSandbox from runtime service failed: rpc error:"
                    + " code = Unknown desc = failed to start sandbox container for pod \"rsk-fms-598dcb7bdb-hg5t4\": Error"
                    + " response from daemon: OCI runtime create failed: container_linux.go:380: starting container process"
                    + " caused: process_linux.go:402: getting the final child's pid from pipe caused: EOF: unknown";

    private static JsonNode item(String... args) {
        List<String> command = new ArrayList<>(List.of("explain", "-o", "json"));
        command.addAll(List.of(args));
        Run run = Run.of(command.toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(PublishedSchema.EXPLAIN.violations(run.out())).isEmpty();
        assertThat(run.json().path("items")).hasSize(1);
        return run.json().path("items").path(0);
    }

    private static String names(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.joining("|"));
    }

    /// KERNEL.md's masks: what each kernel's own tables make of them.
    @ParameterizedTest
    @CsvSource({
        "0xc0d0, 3.10.0-1160, GFP_KERNEL|__GFP_COMP|__GFP_ZERO",
        "0x10c0d0, 3.10.0-514, GFP_KERNEL|__GFP_COMP|__GFP_ZERO|__GFP_KMEMCG",
        "0x2040d0, 3.10.0-514, GFP_KERNEL|__GFP_COMP|__GFP_NOTRACK",
        "0x20, 2.6.32-754.el6, GFP_ATOMIC",
        "0x20, 3.10.0-514, GFP_ATOMIC",
        "0x4020, 3.10.0-514, GFP_ATOMIC|__GFP_COMP",
        "0xc020, 3.10.0-1160, GFP_ATOMIC|__GFP_COMP|__GFP_ZERO",
        "0x250, 3.10.0-514, GFP_NOFS|__GFP_NOWARN",
        "0x2084120, 4.9.0, GFP_ATOMIC|__GFP_COLD|__GFP_COMP",
        "0x27000c0, 4.9.0, GFP_KERNEL_ACCOUNT|__GFP_NOTRACK",
        "0x14040c0, 4.14.0, GFP_KERNEL|__GFP_COMP",
        "0x40dc0, 5.4.0, GFP_KERNEL|__GFP_ZERO|__GFP_COMP",
        "0x40a20, 5.4.0, GFP_ATOMIC|__GFP_COMP",
        "0x820, 6.12.0, GFP_ATOMIC",
    })
    void aMaskIsWhatItsKernelMeansByIt(String mask, String kernel, String flags) {
        JsonNode item = item(mask, "--kernel", kernel);

        assertThat(item.path("kind").asString()).isEqualTo("mode");
        assertThat(item.path("mode").asString()).isEqualTo(mask);
        assertThat(names(item.path("gfp"))).isEqualTo(flags);
        assertThat(item.path("sleeping").asBoolean()).isEqualTo(!flags.startsWith("GFP_ATOMIC"));
        assertThat(item.has("candidates")).isFalse();
    }

    @Test
    void aMaskWithoutAKernelShowsEveryLayoutWithItsReadingOrTheBitThatRulesItOut() {
        JsonNode item = item("0xc0d0");

        assertThat(item.has("gfp")).isFalse();
        assertThat(item.has("layout")).isFalse();
        assertThat(item.path("candidates")).hasSize(13);
        int sensible = 0;
        for (JsonNode candidate : item.path("candidates")) {
            if (candidate.has("reason")) {
                assertThat(candidate.path("reason").asString())
                        .containsPattern("\\(bit 0x[0-9a-f]+\\)");
                assertThat(candidate.path("gfp")).isEmpty();
            } else {
                assertThat(names(candidate.path("gfp")))
                        .isEqualTo("GFP_KERNEL|__GFP_COMP|__GFP_ZERO");
                sensible++;
            }
        }
        assertThat(sensible).isEqualTo(3);
    }

    @Test
    void aHeadlineIsTakenApart() {
        JsonNode item = item(HEADLINE, "--kernel", EL7);

        assertThat(item.path("kind").asString()).isEqualTo("headline");
        assertThat(item.path("order").asInt()).isEqualTo(6);
        assertThat(item.path("bytes").asLong()).isEqualTo(262_144);
        assertThat(names(item.path("gfp"))).isEqualTo("GFP_KERNEL|__GFP_COMP|__GFP_ZERO");
    }

    @ParameterizedTest
    @CsvSource({
        "-12, errno, 12, ENOMEM",
        "ENOSPC, errno, 28, ENOSPC",
        "errno 11, errno, 11, EAGAIN",
        "cannot allocate memory, errno, 12, ENOMEM",
    })
    void anErrorNumberHasItsName(String text, String kind, int number, String name) {
        JsonNode item = text.startsWith("-") ? item(text) : item(text.split(" "));

        assertThat(item.path("kind").asString()).isEqualTo(kind);
        assertThat(item.path("errno").path("number").asInt()).isEqualTo(number);
        assertThat(item.path("errno").path("name").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void theTextForAPersonIsAsItWas(int columns) throws IOException {
        StringBuilder all = new StringBuilder();
        text(all, columns, "0xc0d0");
        text(all, columns, "0xc0d0", "--kernel", EL7);
        text(all, columns, "0xcc0");
        text(all, columns, HEADLINE, "--kernel", EL7);
        text(all, columns, HEADLINE);
        text(all, columns, "order:6");
        text(all, columns, "-12");
        text(all, columns, "ENOSPC");
        text(all, columns, STACK, "--kernel", EL7);
        text(all, columns, BUDDYINFO);
        text(all, columns, KUBELET);
        text(all, columns, "no", "such", "thing");
        Golden.matches("explain-" + columns + ".txt", all.toString());
    }

    private static void text(StringBuilder all, int columns, String... args) {
        List<String> command = new ArrayList<>(List.of("explain"));
        command.addAll(List.of(args));
        Run run = Run.at(columns, "", command.toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= columns);
        all.append("$ highorder ").append(String.join(" ", command)).append('\n');
        all.append(run.out()).append('\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "markdown"})
    void theFormatsForMachinesAndIssuesAreAsTheyWere(String format) throws IOException {
        String items =
                String.join("\n", "0xc0d0", HEADLINE, "order:6", "-12", STACK, BUDDYINFO, KUBELET);
        Run run = Run.withInput(items, "explain", "-o", format, "--kernel", EL7, "-");

        assertThat(run.status()).isZero();
        if (format.equals("json")) {
            assertThat(PublishedSchema.EXPLAIN.violations(run.out())).isEmpty();
            assertThat(run.json().path("items").valueStream().map(i -> i.path("kind").asString()))
                    .containsExactly(
                            "mode", "headline", "order", "errno", "stack", "buddyinfo", "message");
        }
        Golden.matches("explain." + format.replace("markdown", "md"), run.out());
    }
}
