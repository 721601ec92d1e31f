/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredLogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                __CURSOR=s=1;i=2
                __REALTIME_TIMESTAMP=1654657475250000
                __MONOTONIC_TIMESTAMP=12345678901
                _TRANSPORT=kernel
                SYSLOG_IDENTIFIER=kernel
                _HOSTNAME=node-1
                MESSAGE=SLUB: Unable to allocate memory on node -1 (gfp=0x8020)

                __CURSOR=s=1;i=3
                __REALTIME_TIMESTAMP=1654657475250001
                MESSAGE=  cache: dentry
                _TRANSPORT=kernel
                _HOSTNAME=node-1
                """,
                """
                {"__REALTIME_TIMESTAMP":"1654657475250000","__MONOTONIC_TIMESTAMP":"12345678901","_TRANSPORT":"kernel","_HOSTNAME":"node-1","MESSAGE":"SLUB: Unable to allocate memory on node -1 (gfp=0x8020)"}
                {"__REALTIME_TIMESTAMP":"1654657475250001","_TRANSPORT":"kernel","_HOSTNAME":"node-1","MESSAGE":[32,32,99,97,99,104,101,58,32,100,101,110,116,114,121]}
                """,
                """
                data: {"__REALTIME_TIMESTAMP":"1654657475250000","_TRANSPORT":"kernel","_HOSTNAME":"node-1","MESSAGE":"SLUB: Unable to allocate memory on node -1 (gfp=0x8020)"}

                data: {"__REALTIME_TIMESTAMP":"1654657475250001","_TRANSPORT":"kernel","_HOSTNAME":"node-1","MESSAGE":"  cache: dentry"}
                """,
                """
                {
                	"__REALTIME_TIMESTAMP" : "1654657475250000",
                	"_TRANSPORT" : "kernel",
                	"MESSAGE" : "SLUB: Unable to allocate memory on node -1 (gfp=0x8020)",
                	"_HOSTNAME" : "node-1"
                }
                {
                	"__REALTIME_TIMESTAMP" : "1654657475250001",
                	"_TRANSPORT" : "kernel",
                	"_HOSTNAME" : "node-1",
                	"MESSAGE" : "  cache: dentry"
                }
                """,
                """
                Wed 2022-06-08 03:04:35.250000 UTC [s=1;i=2;b=3]
                    _TRANSPORT=kernel
                    _HOSTNAME=node-1
                    __REALTIME_TIMESTAMP=1654657475250000
                    MESSAGE=SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
                Wed 2022-06-08 03:04:35.250001 UTC [s=1;i=3;b=3]
                    MESSAGE=  cache: dentry
                    _TRANSPORT=kernel
                    _HOSTNAME=node-1
                """
            })
    void journalSaysTheSameInAllItsForms(String text) {
        List<Line> lines = filled(text);

        assertThat(lines)
                .extracting(Line::text)
                .containsExactly(
                        "SLUB: Unable to allocate memory on node -1 (gfp=0x8020)",
                        "  cache: dentry");
        assertThat(lines).allSatisfy(line -> assertThat(line.frame().tag()).isEqualTo("kernel"));
        assertThat(lines).allSatisfy(line -> assertThat(line.frame().host()).contains("node-1"));
        assertThat(lines.getFirst().frame().stamp().orElseThrow().instant())
                .hasToString("Optional[2022-06-08T03:04:35.250Z]");
        assertThat(lines).allSatisfy(line -> assertThat(line.cite().text()).contains("MESSAGE"));
    }

    @Test
    void dmesgJsonIsRead() {
        List<Line> lines =
                filled(
                        """
                        {
                           "dmesg": [
                              {
                                 "pri": 4,
                                 "time":     0.000000,
                                 "msg": "Linux version 6.1.0"
                              },{
                                 "pri": 4,
                                 "time":    12.345678,
                                 "msg": "a \\"quoted\\" word"
                              }
                           ]
                        }
                        """);

        assertThat(lines)
                .filteredOn(line -> line.frame().framed())
                .extracting(Line::text)
                .containsExactly("Linux version 6.1.0", "a \"quoted\" word");
        assertThat(lines.get(1).frame().stamp().orElseThrow().bootMicros()).hasValue(12_345_678);
    }

    @Test
    void containersLogsAreFreedFromTheirRecords() {
        List<Line> lines =
                filled(
                        """
                        {"log":"E0608 11:04:34.865705       1 a.go:1] no space left\\n","stream":"stderr","time":"2022-06-08T03:04:35.25Z"}
                        2022-06-08T11:04:35.123456789+08:00 stderr P the first half
                        2022-06-08T11:04:35.123456789+08:00 stderr F  and the second
                        """);

        assertThat(lines)
                .extracting(Line::text)
                .containsExactly(
                        "E0608 11:04:34.865705       1 a.go:1] no space left",
                        "the first half and the second");
    }

    @Test
    void kmsgsDictionaryIsNoText() {
        assertThat(
                        filled(
                                """
                                6,1,100,-;usb 1-1: new device
                                 SUBSYSTEM=usb
                                 DEVICE=c189:1
                                4,2,200,-;next
                                """))
                .extracting(Line::text)
                .containsExactly("usb 1-1: new device", "next");
    }

    private static List<Line> filled(String text) {
        return Framing.lines(SourceText.of("journal", text)).stream()
                .filter(line -> !line.text().isBlank())
                .toList();
    }

    @Test
    void aFieldBeforeALineThatTheKernelPrintsWholeIsNoPrefixOfATool() {
        String export =
                "__REALTIME_TIMESTAMP=1654657475250000\n_HOSTNAME=node-1\nMESSAGE=Call Trace:\n";
        String verbose =
                "Wed 2022-06-08 03:04:35.250000 UTC [s=1;i=2;b=3]\n    _HOSTNAME=node-1\n    MESSAGE=Call Trace:\n";
        for (String entry : List.of(export, verbose)) {
            List<Line> lines = Framing.lines(SourceText.of("j", entry.repeat(6)));
            assertThat(lines)
                    .hasSize(6)
                    .allSatisfy(line -> {
                        assertThat(line.text()).isEqualTo("Call Trace:");
                        assertThat(line.frame().host()).contains("node-1");
                    });
        }
    }

    @Test
    void lineEndsThatWereWrittenOutInAMessageEndLines() {
        List<Line> lines =
                Framing.lines(
                        SourceText.of(
                                "j",
                                "__REALTIME_TIMESTAMP=1654657475250000\nSYSLOG_IDENTIFIER=dockerd\nMESSAGE=one#012two\n"));
        assertThat(lines).extracting(Line::text).containsExactly("one", "two");
        assertThat(lines).extracting(line -> line.cite().line()).containsExactly(3, 3);
    }
}
