/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The headers of a tar archive, whose sums a fuzzer would need luck to get right.
final class Headers {

    private static final int BLOCK = 512;
    private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

    private Headers() {}

    /// The archive with the sum set right in every block that has the magic of ustar.
    static byte[] summed(byte[] archive) {
        byte[] summed = archive.clone();
        for (int at = 0; at + BLOCK <= summed.length; at += BLOCK) {
            int magic = at + 257;
            if (Arrays.equals(summed, magic, magic + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                Arrays.fill(summed, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = at; i < at + BLOCK; i++) {
                    sum += summed[i] & 0xff;
                }
                String digits = Integer.toOctalString(sum);
                byte[] field =
                        ("0".repeat(6 - digits.length()) + digits + "\0")
                                .getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(field, 0, summed, at + 148, field.length);
            }
        }
        return summed;
    }
}
