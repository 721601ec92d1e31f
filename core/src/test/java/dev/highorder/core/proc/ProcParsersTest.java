/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.model.Origin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The matrix: each fixture is taken by its own parser, whole and without a problem, and by no other.
class ProcParsersTest {

    private static final String NOISE = " :%.\u001b[-=/x9";

    @Test
    void eachFixtureIsItsOwnParsersAndNoOthers() throws IOException {
        List<Path> fixtures = fixtures();
        assertThat(fixtures).hasSizeGreaterThan(45);
        for (Path fixture : fixtures) {
            String name = nameOf(fixture);
            String expected = parserOf(name);
            Set<String> taking = new TreeSet<>();
            List<String> problems = new ArrayList<>();
            int taken = 0;
            List<Line> lines = Blocks.lines(name, Files.readString(fixture));
            int at = 0;
            while (at < lines.size()) {
                int extent = 0;
                for (BlockParser parser : ProcParsers.all()) {
                    boolean whole =
                            at == 0
                                    && parser instanceof NamedBlockParser named
                                    && named.reads(name);
                    extent = whole ? lines.size() : parser.extent(lines, at);
                    if (extent > 0) {
                        taking.add(parser.getClass().getSimpleName());
                        parser.parse(block(lines.subList(at, at + extent), whole))
                                .problems()
                                .forEach(problem -> problems.add(problem.message()));
                        break;
                    }
                }
                taken += extent;
                at += Math.max(1, extent);
            }
            assertThat(taking).as(name).containsExactly(expected);
            assertThat(taken).as("lines of " + name).isEqualTo(lines.size());
            assertThat(problems).as(name).isEmpty();
        }
    }

    @Test
    void noOtherParserBeginsWhereAFixtureBegins() throws IOException {
        for (Path fixture : fixtures()) {
            String name = nameOf(fixture);
            List<Line> lines = Blocks.lines(name, Files.readString(fixture));
            for (BlockParser parser : ProcParsers.all()) {
                String own = parser.getClass().getSimpleName();
                boolean begins =
                        parser.extent(lines, 0) > 0
                                || (parser instanceof NamedBlockParser named && named.reads(name));
                if (!own.equals(parserOf(name)) && !own.equals("PressureParser")) {
                    assertThat(begins).as(own + " on " + name).isFalse();
                }
            }
        }
    }

    @Test
    void noParserTakesALineOfAKernelLog() {
        List<Line> lines =
                Blocks.lines(
                        "kmsg",
                        """
                        runc:[1:CHILD]: page allocation failure: order:6, mode:0xc0d0
                        CPU: 13 PID: 187290 Comm: runc:[1:CHILD] Tainted: G  T 3.10.0-1160.49.1.el7.x86_64 #1
                        Hardware name: HPE ProLiant DL388 Gen10/ProLiant DL388 Gen10, BIOS U30 11/13/2019
                        Call Trace:
                         [<ffffffffa0183539>] dump_stack+0x19/0x1b
                        Mem-Info:
                        active_anon:4096 inactive_anon:1024 isolated_anon:0
                         active_file:2048 inactive_file:512 isolated_file:0
                         slab_reclaimable:77 slab_unreclaimable:88
                         free:99 free_pcp:11 free_cma:0
                        Node 0 active_anon:16384kB inactive_anon:4096kB all_unreclaimable? no
                        Node 0 Normal free:11111kB min:22kB low:33kB high:44kB present:55kB managed:66kB
                        lowmem_reserve[]: 0 2815 15868 15868
                        Node 0 Normal: 34178*4kB (UEM) 20118*8kB (UEM) 0*16kB = 311640kB
                        Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB
                        123 total pagecache pages
                        0 pages in swap cache
                        Swap cache stats: add 0, delete 0, find 0/0
                        Free swap  = 0kB
                        Total swap = 0kB
                        67108863 pages RAM
                        0 pages HighMem/MovableOnly
                        Node 0 DMA per-cpu:
                        CPU    0: hi:    0, btch:   1 usd:   0
                        [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
                        [ 1234]     0  1234    12345      678      12        0             0 sshd
                        Tasks state (memory values in pages):
                        Unreclaimable slab info:
                        Name                      Used          Total
                        dentry                 6789KB       7890KB
                        SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
                          cache: kmalloc-64(5530:abc), object size: 64, buffer size: 64, default order: 0, min order: 0
                          node 0: slabs: 5, objs: 320, free: 0
                        nf_conntrack: table full, dropping packet
                        Memory cgroup out of memory: Killed process 4321 (app) total-vm:1kB, anon-rss:2kB
                        memory: usage 524288kB, limit 524288kB, failcnt 77
                        On node 0, zone DMA: 1 pages in unavailable ranges
                        Memory: 461764K/523760K available (14336K kernel code, 2361K rwdata)
                        """);
        for (BlockParser parser : ProcParsers.all()) {
            for (int i = 0; i < lines.size(); i++) {
                assertThat(parser.extent(lines, i))
                        .as(parser + " on " + lines.get(i).text())
                        .isZero();
            }
        }
    }

    @Test
    void damagedTextIsNeverMoreThanAProblem() throws IOException {
        Random random = new Random(42);
        for (Path fixture : fixtures()) {
            String name = nameOf(fixture);
            String whole = Files.readString(fixture);
            String text = whole.substring(0, Math.min(whole.length(), 6_000));
            for (int round = 0; round < 8; round++) {
                String damaged = damaged(text, random);
                List<Line> lines = Blocks.lines(name, damaged);
                for (BlockParser parser : ProcParsers.all()) {
                    assertThatCode(() -> readAll(parser, lines, name))
                            .as(parser + " on:\n" + damaged)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static void readAll(BlockParser parser, List<Line> lines, String name) {
        for (int i = 0; i < lines.size(); i += 3) {
            int extent = parser.extent(lines, i);
            if (extent < 0 || i + extent > lines.size()) {
                throw new AssertionError("extent " + extent + " at " + i);
            }
            if (extent > 0) {
                parser.parse(block(lines.subList(i, i + extent), false));
            }
        }
        if (parser instanceof NamedBlockParser named && named.reads(name) && !lines.isEmpty()) {
            parser.parse(block(lines, true));
        }
    }

    private static String damaged(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < 12 && !out.isEmpty(); i++) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(6)) {
                case 0 -> out.setLength(Math.max(1, at));
                case 1 -> out.insert(at, "99999999999999999999999");
                case 2 -> out.insert(at, '\n');
                case 3 -> out.deleteCharAt(at);
                case 4 -> out.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 5 -> out.delete(at, Math.min(out.length(), at + random.nextInt(40)));
                default -> throw new AssertionError();
            }
        }
        return out.toString();
    }

    private static Block block(List<Line> lines, boolean whole) {
        Origin origin = Origin.of(lines.getFirst().cite());
        Optional<String> path = whole ? Optional.of(origin.cite().path()) : Optional.empty();
        return new Block(
                lines,
                new Origin(origin.cite(), origin.host(), origin.stamp(), path, origin.role()));
    }

    private static List<Path> fixtures() throws IOException {
        URL root = Objects.requireNonNull(ProcParsersTest.class.getResource("/kernels"));
        try (var files = Files.walk(Path.of(root.toURI()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !parserOf(nameOf(file)).isEmpty())
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String nameOf(Path fixture) {
        String path = fixture.toString().replace('\\', '/');
        return path.substring(path.indexOf("/kernels/") + 1);
    }

    /// Empty for files that are no kernel file or tool output.
    private static String parserOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        if (name.contains("/proc/sys/")
                || name.contains("transparent_hugepage")
                || file.equals("sysctl")) {
            return "SysctlParser";
        }
        if (name.contains("/proc/pressure/")) {
            return "PressureParser";
        }
        return switch (file) {
            case "buddyinfo" -> "BuddyInfoParser";
            case "pagetypeinfo" -> "PageTypeInfoParser";
            case "zoneinfo" -> "ZoneInfoParser";
            case "extfrag_index", "unusable_index" -> "FragmentationIndexParser";
            case "meminfo" -> "MemInfoParser";
            case "vmstat" -> "VmStatParser";
            case "slabinfo" -> "SlabInfoParser";
            case "slabtop_-o" -> "SlabTopParser";
            case "free_-m", "free_-w", "free_-h" -> "FreeParser";
            case "cgroups" -> "CgroupsParser";
            case "cgroup.stat" -> "CgroupStatParser";
            case "memory.stat", "memory.max", "memory.events", "memory.numa_stat", "pids.max" ->
                    "CgroupValueParser";
            case "docker_version" -> "DockerParser";
            case "uname_-a", "version" -> "KernelIdentityParser";
            case "cmdline" -> "KernelCommandLineParser";
            case "os-release" -> "OsReleaseParser";
            case "lscpu", "possible" -> "CpuCountParser";
            case "df_-h", "df_-i" -> "DiskUseParser";
            default -> "";
        };
    }
}
