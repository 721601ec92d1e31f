/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.kb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.KernelRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every entry × every fixture: a fixture ranks its own entry first, and so no other's.
class SignatureMatrixTest {

    private static final KnowledgeBase KB = KnowledgeBase.standard();

    /// @param text the line of `kb/queries.txt`: the entry, then the fields of the query between bars
    record Fixture(String id, Query query, String text) {

        static Fixture parse(String line) {
            List<String> fields = Signature.split(line, '|');
            Query query = Query.empty();
            Set<String> messages = new LinkedHashSet<>();
            for (String field : fields.subList(1, fields.size())) {
                int blank = field.indexOf(' ');
                String value = field.substring(blank + 1);
                switch (field.substring(0, blank)) {
                    case "order" -> query = query.withOrder(Integer.parseInt(value));
                    case "frames" -> query = query.withFrames(List.of(value.split(" ")));
                    case "flags" -> query = query.withFlags(Set.of(value.split(" ")));
                    case "comm" -> query = query.withComm(value);
                    case "kernel" ->
                            query = query.withKernel(KernelRelease.parse(value).orElseThrow());
                    case "message" -> messages.add(value);
                    default -> throw new IllegalArgumentException(line);
                }
            }
            return new Fixture(fields.getFirst(), query.withMessages(messages), line);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static List<Fixture> fixtures() throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        try (InputStream in = SignatureMatrixTest.class.getResourceAsStream("/kb/queries.txt")) {
            assertThat(in).isNotNull();
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    fixtures.add(Fixture.parse(line));
                }
            }
        }
        return fixtures;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFixtureRanksItsOwnEntryFirst(Fixture fixture) {
        List<Match> matches = KB.match(fixture.query());
        assertThat(matches).as("something fits").isNotEmpty();
        Match first = matches.getFirst();
        assertThat(first.entry().id())
                .as(
                        "%s",
                        matches.stream()
                                .map(m -> m.entry().id() + "=" + m.score() + " " + m.reasons())
                                .toList())
                .isEqualTo(fixture.id());
        assertThat(first.reasons()).isNotEmpty();
        assertThat(first.confidence()).isLessThanOrEqualTo(first.entry().ceiling());
        if (matches.size() > 1) {
            assertThat(first.score()).as("not a tie").isGreaterThan(matches.get(1).score());
        }
    }

    @Test
    void everyEntryHasAFixture() throws IOException {
        Set<String> missing = new TreeSet<>(Pages.ids());
        fixtures().forEach(fixture -> missing.remove(fixture.id()));
        assertThat(missing).isEmpty();
    }

    @Test
    void linesThatEveryHealthyNodePrintsNameNoEntry() {
        Set<String> ordinary =
                Set.of(
                        "1048570 pages RAM",
                        "Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB",
                        "Node 0 Normal free:10244kB boost:0kB min:4096kB reserved_highatomic:0KB",
                        "Node 0 DMA32: 5*4kB (UM) 1*8kB (M) 3*4096kB (C) = 12316kB",
                        "0 pages HighMem/MovableOnly",
                        "lowmem_reserve[]: 0 2815 15868 15868",
                        "Total swap = 0kB",
                        "Active / Total Slabs (% used)      : 92811 / 92811 (100.0%)",
                        "Committed_AS:    4123456 kB",
                        "nr_dying_descendants 0",
                        "user.max_user_namespaces = 28633",
                        "net.core.bpf_jit_limit = 264241152",
                        "fs.mount-max = 100000",
                        "fs.inotify.max_user_watches = 524288",
                        "vm.overcommit_memory = 1",
                        "Linux version 4.9.18 (fixed build)");
        assertThat(KB.match(Query.empty().withOrder(3).withMessages(ordinary))).isEmpty();
    }
}
