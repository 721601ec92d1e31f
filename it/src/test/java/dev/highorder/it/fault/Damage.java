/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// What happens to evidence on its way: cut short, lines lost, printed twice or out of order, bits turned.
enum Damage {
    CUT_AT_THE_END {
        @Override
        String of(String text, Random random) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new String(bytes, 0, random.nextInt(bytes.length), StandardCharsets.UTF_8);
        }
    },
    CUT_AT_THE_BEGINNING {
        @Override
        String of(String text, Random random) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int from = random.nextInt(bytes.length);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        }
    },
    LINES_CUT {
        @Override
        String of(String text, Random random) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            lines.replaceAll(line ->
                    random.nextInt(8) == 0
                            ? line.substring(0, random.nextInt(line.length() + 1))
                            : line);
            return String.join("\n", lines);
        }
    },
    LINES_DROPPED {
        @Override
        String of(String text, Random random) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            int share = 2 + random.nextInt(10);
            lines.removeIf(line -> random.nextInt(share) == 0);
            return String.join("\n", lines);
        }
    },
    LINES_DOUBLED {
        @Override
        String of(String text, Random random) {
            List<String> lines = new ArrayList<>();
            for (String line : text.lines().toList()) {
                lines.add(line);
                if (random.nextInt(4) == 0) {
                    lines.add(line);
                }
            }
            return String.join("\n", lines);
        }
    },
    NEIGHBOURS_SWAPPED {
        @Override
        String of(String text, Random random) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            for (int i = 1; i < lines.size(); i++) {
                if (random.nextInt(4) == 0) {
                    Collections.swap(lines, i - 1, i);
                }
            }
            return String.join("\n", lines);
        }
    },
    LINES_SHUFFLED {
        @Override
        String of(String text, Random random) {
            List<String> lines = new ArrayList<>(text.lines().toList());
            Collections.shuffle(lines, random);
            return String.join("\n", lines);
        }
    },
    BITS_FLIPPED {
        @Override
        String of(String text, Random random) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /// Damages a text that is not empty.
    abstract String of(String text, Random random);
}
