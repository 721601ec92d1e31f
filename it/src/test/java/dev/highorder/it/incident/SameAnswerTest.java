/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.it.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However the incident arrives, the answer is the same: its cause, how sure it is, and every figure.
class SameAnswerTest {

    private static final List<String> FILES =
            List.of(
                    "messages",
                    "free-m.txt",
                    "proc/buddyinfo",
                    "uname-a.txt",
                    "docker-version.txt");
    private static final List<String> NOISE =
            List.of(
                    "Jun  8 11:04:35 node-1 systemd: Started Session 4242 of user root.",
                    "Jun  8 11:04:35 node-1 dockerd: time=\"2022-06-08T11:04:35.1+08:00\" level=info msg=\"ignoring event\" container=4fa6e0f0c678",
                    "Jun  8 11:04:35 node-1 kernel: docker0: port 3(veth1f2e3d) entered disabled state",
                    "Jun  8 11:04:35 node-1 crond[21190]: pam_unix(crond:session): session opened for user root by (uid=0)",
                    "Jun  8 11:04:35 node-1 kernel: IPv6: ADDRCONF(NETDEV_UP): veth1f2e3d: link is not ready");

    private static Map<String, String> incident() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : FILES) {
            Path path = Path.of(Run.repository("examples/node-1")).resolve(file);
            try {
                texts.put(file, Files.readString(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static final Told TOLD = Told.by(incident());

    private static String messages() {
        return Objects.requireNonNull(incident().get("messages"));
    }

    private static Map<String, String> with(String file, String text) {
        Map<String, String> texts = incident();
        texts.put(file, text);
        return texts;
    }

    @Test
    void theIncidentItselfIsAnswered() {
        assertThat(TOLD.verdict()).isEqualTo("kmem-memcg-leak likely");
        assertThat(TOLD.incidents()).hasSize(1).first().asString().contains("kubelet", "×1");
        assertThat(TOLD.figures()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void carriedByAnyTransport(Transport transport) {
        assertThat(Told.by(with("messages", transport.of(messages())))).isEqualTo(TOLD);
    }

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            for (Wrapping wrapping : Wrapping.values()) {
                if ((transport.wraps() || !wrapping.breaksLines()) && !wrapping.cutsWords()) {
                    ways.add(Arguments.of(transport, wrapping));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void carriedByAnyTransportAndThenWrapped(Transport transport, Wrapping wrapping) {
        String log = wrapping.of(transport.of(messages()));
        assertThat(Told.by(with("messages", log))).isEqualTo(TOLD);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "CUT_.*")
    void everyFileWrapped(Wrapping wrapping) {
        Map<String, String> texts = incident();
        texts.replaceAll((_, text) -> wrapping.of(text));
        assertThat(Told.by(texts)).isEqualTo(TOLD);
    }

    @Test
    void underAnyFileName() {
        Map<String, String> texts = new LinkedHashMap<>();
        incident().forEach((_, text) -> texts.put("unnamed (" + texts.size() + ").txt", text));
        assertThat(Told.by(texts)).isEqualTo(TOLD);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyOrderOfTheFiles(long seed) {
        List<String> names = new ArrayList<>(FILES);
        Collections.shuffle(names, new Random(seed));
        Map<String, String> texts = new LinkedHashMap<>();
        names.forEach(name -> texts.put(name, Objects.requireNonNull(incident().get(name))));
        Told told = Told.by(texts);
        assertThat(told).isEqualTo(TOLD);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withOrdinaryLinesBeforeBetweenAndBehind(long seed) {
        Random random = new Random(seed);
        StringBuilder noisy = new StringBuilder();
        for (String line : messages().lines().toList()) {
            while (random.nextInt(3) == 0) {
                noisy.append(NOISE.get(random.nextInt(NOISE.size()))).append('\n');
            }
            noisy.append(line).append('\n');
        }
        Map<String, String> texts = with("messages", noisy + NOISE.getFirst() + "\n");
        texts.put(
                "notes.txt",
                "We looked at the dashboards first.\nThen somebody restarted docker.\n");
        texts.put("cron", NOISE.get(3) + "\n");
        assertThat(Told.by(texts)).isEqualTo(TOLD);
    }

    @ParameterizedTest
    @EnumSource
    void oneEventInTwoLogsIsOne(Transport transport) {
        Map<String, String> texts = incident();
        texts.put("kern.log", transport.of(messages()));
        assertThat(Told.by(texts)).isEqualTo(TOLD);
    }

    @Test
    void theSameLogTwiceOrQuotedTwiceIsStillOneEvent() {
        String log = messages();
        assertThat(Told.by(with("messages", log + log))).isEqualTo(TOLD);
        assertThat(
                        Told.by(
                                with(
                                        "messages",
                                        log
                                                + "\nOn 8 June he wrote:\n\n"
                                                + Wrapping.QUOTED.of(log))))
                .isEqualTo(TOLD);
    }

    @Test
    void allInOneFile() {
        assertThat(Told.by(Map.of("ticket.txt", String.join("\n", incident().values()))))
                .isEqualTo(TOLD);
    }
}
