/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.runtime.RuntimeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappingTest {

    @Test
    void aTerminalsBreakAtABlankOfMemInfoIsOneAgain() {
        String zone =
                """
                [  128.754330] Normal free:18244kB min:10084kB low:12604kB high:15124kB active_anon:219220kB inactive_anon:0kB active_file
                :20kB inactive_file:8kB unevictable:0kB isolated(anon):0kB isolated(file):0kB present:262144kB managed:241940kB mlocked:0k
                B dirty:0kB writeback:0kB mapped:4kB shmem:0kB slab_reclaimable:600kB slab_unreclaimable:2400kB kernel_stack:1320kB pages:
                [  128.807365] HighMem free:224kB min:256kB low:2984kB high:5716kB active_anon:261736kB inactive_anon:440kB active_file:0kB
                inactive_file:0kB
                """;

        assertThat(Transcript.read(SourceText.of("log", zone), List.of()).log())
                .extracting(Line::text)
                .last()
                .asString()
                .endsWith("active_file:0kB inactive_file:0kB");
    }

    @Test
    void anErrorThatAMailerWrappedIsOneAgainWithoutAPrefix() {
        String error =
                """
                Error response from daemon: failed to create task for container: failed
                to create shim task: OCI runtime create failed: mkdir
                /var/lib/containers/a81f: no space left on device: unknown
                """;

        assertThat(log(error)).containsExactly(error.strip().replace('\n', ' '));
    }

    @Test
    void rowsOfATableAreNoPiecesOfALine() {
        List<String> rows =
                List.of(
                        "   362807296    88576 mm/percpu-vm.c:95 func:pcpu_alloc_pages",
                        "   530579456   129536 mm/page_ext.c:271 func:alloc_page_ext12",
                        "  1034657792   252602 mm/memory.c:1054 func:folio_prealloc");

        assertThat(log(String.join("\n", rows))).hasSameSizeAs(rows);
    }

    private static final List<String> REPORT =
            List.of(
                    "containerd-shim: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0",
                    "CPU: 0 PID: 19817 Comm: containerd-shim Not tainted 5.8.0-00013-g192f2fd7b678 #15",
                    "Call Trace:",
                    " __alloc_pages_nodemask+0x8a4/0x8d8",
                    "Node 0 active_anon:2644kB inactive_anon:3768kB active_file:42060kB inactive_file:38668kB unevictable:0kB isolated(anon):0kB all_unreclaimable? no",
                    "Node 0 Normal free:6484kB min:1376kB low:1720kB high:2064kB reserved_highatomic:0KB active_anon:2644kB present:131072kB managed:118804kB",
                    "lowmem_reserve[]: 0 0 0",
                    "Node 0 Normal: 117*4kB (UM) 406*8kB (UM) 149*16kB (UME) 12*32kB (UME) 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 6484kB",
                    "20618 total pagecache pages",
                    "Free swap  = 774396kB");

    @ParameterizedTest
    @ValueSource(ints = {72, 76, 80, 100, 132})
    void mailersWrapsAreUndone(int width) {
        List<String> wrapped = new ArrayList<>();
        for (String line : REPORT) {
            wrapped.addAll(wrap("[ 4694.290791] " + line, width));
        }

        assertThat(log(String.join("\n", wrapped))).isEqualTo(REPORT);
        assertThat(log("> " + String.join("\n> ", wrapped))).isEqualTo(REPORT);
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 80})
    void wrapsOfAPasteWithoutPrefixesAreUndoneWhereTheTextShowsThem(int width) {
        List<String> wrapped = new ArrayList<>();
        for (String line : REPORT) {
            wrapped.addAll(wrap(line, width));
        }

        assertThat(log(String.join("\n", wrapped))).isEqualTo(REPORT);
    }

    private static List<String> wrap(String line, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = line;
        while (rest.length() > width && rest.lastIndexOf(' ', width) > 20) {
            int blank = rest.lastIndexOf(' ', width);
            pieces.add(rest.substring(0, blank));
            rest = rest.substring(blank + 1);
        }
        pieces.add(rest);
        return pieces;
    }

    @Test
    void kernelsOwnLineEndsStay() {
        assertThat(
                        log(
                                """
                                [43364.349845] Mem-Info:
                                [43364.349849] active_anon:10675 inactive_anon:12484 isolated_anon:0
                                                active_file:14532 inactive_file:3900471 isolated_file:8
                                                unevictable:0 dirty:1 writeback:0 unstable:0
                                [43364.349851] Node 0 hugepages_total=0
                                """))
                .containsExactly(
                        "Mem-Info:",
                        "active_anon:10675 inactive_anon:12484 isolated_anon:0",
                        " active_file:14532 inactive_file:3900471 isolated_file:8",
                        " unevictable:0 dirty:1 writeback:0 unstable:0",
                        "Node 0 hugepages_total=0");
    }

    @Test
    void wordsThatATerminalCutAreWholeAgain() {
        List<String> cut = new ArrayList<>();
        for (String line : REPORT) {
            String rest = "[ 4694.290791] " + line;
            for (; rest.length() > 90; rest = rest.substring(90)) {
                cut.add(rest.substring(0, 90));
            }
            cut.add(rest);
        }

        assertThat(log(String.join("\n", cut))).isEqualTo(REPORT);
    }

    @Test
    void marksOfWhatWasLeftOutStandAlone() {
        assertThat(
                        log(
                                "[49689.294138] ip invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=3\n...\n"))
                .containsExactly(
                        "ip invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=3", "...");
    }

    @Test
    void escapedLineEndsInAWrappedLineEndLines() {
        assertThat(
                        log(
                                """
                                Nov 12 15:15:41 kernel: active_anon:44762 isolated_anon:26#012 active_file:13358#012 unevictable:103032
                                                        dirty:2 writeback:130#012 free:113585 free_pcp:39
                                """))
                .containsExactly(
                        "active_anon:44762 isolated_anon:26",
                        " active_file:13358",
                        " unevictable:103032 dirty:2 writeback:130",
                        " free:113585 free_pcp:39");
    }

    @Test
    void whatBeginsAMessageOfItsOwnIsNotJoined() {
        assertThat(
                        log(
                                """
                                Jan 23 14:15:31 dc05 kubelet: I0123 14:15:31.678211   26037 kuberuntime_manager.go:383] No ready sandbox for pod
                                Unable to create nf_conn slab cache

                                and this is prose, long enough to have wrapped at the margin of the page
                                """))
                .containsExactly(
                        "I0123 14:15:31.678211   26037 kuberuntime_manager.go:383] No ready sandbox for pod",
                        "Unable to create nf_conn slab cache",
                        "",
                        "and this is prose, long enough to have wrapped at the margin of the page");
    }

    @Test
    void runtimesQuotesAreClosed() {
        assertThat(
                        log(
                                """
                                container_linux.go:247: starting container process caused "process_linux.go:359: container init
                                caused \\"rootfs_linux.go:54: mounting caused \\\\\\"stat /data: input/output error\\\\\\"\\""
                                next
                                """))
                .hasSize(2)
                .last()
                .isEqualTo("next");
    }

    @Test
    void foldedMessageOfAnEventIsOneLine() {
        assertThat(
                        log(
                                """
                                  message: 'Failed to create pod sandbox: rpc error: code = Unknown desc =
                                    failed to start sandbox container'
                                  reason: FailedCreatePodSandBox
                                """))
                .containsExactly(
                        "message: 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container'",
                        "reason: FailedCreatePodSandBox");
    }

    /// Whatever stands in a source, every line of it is in the log or in a block, in order, and nothing is thrown.
    @Test
    void noInputBreaksTheReader() {
        Random random = new Random(20220608);
        String[] pieces = {
            "[",
            "]",
            "<",
            ">",
            "4,1,2,-;",
            "12.5",
            "{",
            "}",
            "\"",
            "\\",
            "\\x0a",
            "#012",
            ": ",
            " ",
            "\t",
            "Jun  8 11:04:35",
            "2022-06-08T11:04:35",
            "+08:00",
            "kernel:",
            "node-1",
            "msg=",
            "level=error",
            "E0608 11:04:34.865705 1 a.go:1] ",
            "Warning  ",
            "(x",
            " over ",
            "\u001b[",
            "&gt;",
            "__CURSOR=",
            "MESSAGE=",
            "caused \"",
            "$ cat ",
            "# ",
            "|",
            "-- ",
            "99999999999999999999",
            "T1",
            "message: ",
            "\ud800",
            "stderr P ",
            "order:4,",
            "[s="
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
                text.append(random.nextInt(6) == 0 ? "\n" : "");
            }
            List<Line> log = Transcript.read(SourceText.of("x", text.toString()), List.of()).log();
            int last = 0;
            for (Line line : log) {
                assertThat(line.cite().line()).as(text.toString()).isGreaterThanOrEqualTo(last);
                last = line.cite().line();
            }
            assertThat(RuntimeLog.read(log).problems()).isEmpty();
        }
    }

    private static List<String> log(String text) {
        return Transcript.read(SourceText.of("log", text), List.of()).log().stream()
                .map(Line::text)
                .toList();
    }
}
