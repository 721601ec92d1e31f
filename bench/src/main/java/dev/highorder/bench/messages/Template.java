/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench.messages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One message with places for what differs from line to line: `%p` pod, `%s` namespace, `%h` 64 hex digits, `%u` a UUID, `%g` 12 hex
/// digits, `%d` a number below 100,000, `%i` an address, `%k` the time and thread of a klog header, `%z` an RFC 3339 time.
final class Template {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUFFIX =
            "bcdfghjklmnpqrstvwxz2456789".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] APPS =
            bytes("checkout", "web-front", "rsk-fms", "payments-api", "search-indexer", "mailer");
    private static final byte[][] NAMESPACES =
            bytes("prod", "kube-system", "monitoring", "payments", "ci-runners");

    private final List<byte[]> texts = new ArrayList<>();
    private final StringBuilder places = new StringBuilder();

    Template(String pattern) {
        int from = 0;
        int at = pattern.indexOf('%');
        while (at >= 0) {
            texts.add(pattern.substring(from, at).getBytes(StandardCharsets.US_ASCII));
            places.append(pattern.charAt(at + 1));
            from = at + 2;
            at = pattern.indexOf('%', from);
        }
        texts.add(pattern.substring(from).getBytes(StandardCharsets.US_ASCII));
    }

    /// Writes a whole line.
    void write(LogWriter log, SplittableRandom random) throws java.io.IOException {
        log.begin();
        for (int i = 0; i < places.length(); i++) {
            log.append(texts.get(i));
            fill(places.charAt(i), log, random);
        }
        log.append(texts.getLast());
        log.end();
    }

    private static void fill(char place, LogWriter log, SplittableRandom random) {
        switch (place) {
            case 'p' -> {
                log.append(APPS[random.nextInt(APPS.length)]);
                log.append((byte) '-');
                hex(10, log, random);
                log.append((byte) '-');
                for (int i = 0; i < 5; i++) {
                    log.append(SUFFIX[random.nextInt(SUFFIX.length)]);
                }
            }
            case 's' -> log.append(NAMESPACES[random.nextInt(NAMESPACES.length)]);
            case 'h' -> hex(64, log, random);
            case 'g' -> hex(12, log, random);
            case 'u' -> {
                hex(8, log, random);
                for (int digits : new int[] {4, 4, 4, 12}) {
                    log.append((byte) '-');
                    hex(digits, log, random);
                }
            }
            case 'd' -> log.number(random.nextInt(100_000), 1);
            case 'i' -> {
                log.number(10, 1);
                for (int i = 0; i < 3; i++) {
                    log.append((byte) '.');
                    log.number(random.nextInt(256), 1);
                }
            }
            case 'k' -> {
                var time = log.time();
                log.number(time.getMonthValue() * 100 + time.getDayOfMonth(), 4);
                log.append((byte) ' ');
                clock(log);
                log.append((byte) '.');
                log.number(random.nextInt(1_000_000), 6);
                log.append("    9632".getBytes(StandardCharsets.US_ASCII));
            }
            case 'z' -> {
                var time = log.time();
                log.number(time.getYear(), 4);
                log.append((byte) '-');
                log.number(time.getMonthValue(), 2);
                log.append((byte) '-');
                log.number(time.getDayOfMonth(), 2);
                log.append((byte) 'T');
                clock(log);
                log.append((byte) '.');
                log.number(random.nextInt(1_000_000_000), 9);
                log.append((byte) 'Z');
            }
            default -> throw new IllegalArgumentException("%" + place);
        }
    }

    private static void clock(LogWriter log) {
        var time = log.time();
        log.number(time.getHour(), 2);
        log.append((byte) ':');
        log.number(time.getMinute(), 2);
        log.append((byte) ':');
        log.number(time.getSecond(), 2);
    }

    private static void hex(int digits, LogWriter log, SplittableRandom random) {
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            if (i % 16 == 0) {
                bits = random.nextLong();
            }
            log.append(HEX[(int) (bits & 15)]);
            bits >>>= 4;
        }
    }

    private static byte[][] bytes(String... words) {
        byte[][] all = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            all[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}
