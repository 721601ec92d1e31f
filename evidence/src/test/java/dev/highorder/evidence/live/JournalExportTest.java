/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JournalExportTest {

    @Test
    void fieldsThatMatterAreKeptAndAMessageOfSeveralLinesBecomesOne() {
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        export.writeBytes(
                bytes(
                        """
                        __CURSOR=s=1;i=2
                        __REALTIME_TIMESTAMP=1780315200000000
                        _HOSTNAME=node-7
                        _SYSTEMD_UNIT=kubelet.service
                        SYSLOG_IDENTIFIER=kubelet
                        MESSAGE
                        """));
        byte[] message = bytes("E0601 RunPodSandbox failed\nsecond line");
        export.writeBytes(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(message.length)
                        .array());
        export.writeBytes(message);
        export.writeBytes(bytes("\n\n__REALTIME_TIMESTAMP=1780315200000001\nMESSAGE=a=b\n\n"));

        String reduced =
                new String(JournalExport.reduce(export.toByteArray()), StandardCharsets.UTF_8);

        assertThat(reduced)
                .isEqualTo(
                        """
                        __REALTIME_TIMESTAMP=1780315200000000
                        _HOSTNAME=node-7
                        SYSLOG_IDENTIFIER=kubelet
                        MESSAGE=E0601 RunPodSandbox failed#012second line

                        __REALTIME_TIMESTAMP=1780315200000001
                        MESSAGE=a=b

                        """);
    }

    @Test
    void anExportThatIsCutAnywhereIsReadAsFarAsItGoes() {
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        export.writeBytes(bytes("_PID=1\nMESSAGE\n"));
        export.writeBytes(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(Long.MAX_VALUE)
                        .array());
        export.writeBytes(bytes("text\n\n"));
        byte[] whole = export.toByteArray();
        for (int length = 7; length <= whole.length; length++) {
            byte[] reduced = JournalExport.reduce(Arrays.copyOf(whole, length));

            assertThat(new String(reduced, StandardCharsets.UTF_8)).isEqualTo("_PID=1\n");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
