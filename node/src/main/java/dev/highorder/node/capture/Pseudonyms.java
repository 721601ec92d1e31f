/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.node.capture;

import dev.highorder.node.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What stands for a name in a redacted bundle: made of the name by HMAC-SHA256, so that without the key nobody
/// can try names out. No two names get the same one.
final class Pseudonyms {

    /// RFC 2606 keeps it free of hosts.
    private static final String DOMAIN = ".invalid";

    private final byte[] key;
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byPseudonym = new HashMap<>();

    /// @param key random, and kept out of the bundle
    Pseudonyms(byte[] key) {
        this.key = key.clone();
    }

    /// The shape of a pseudonym: what reads a name must still read it.
    enum Shape {
        HOST("host-"),
        POD("pod-"),
        NAMESPACE("ns-"),
        CONTAINER("ctr-"),
        COMMAND("cmd-"),
        IPV4(""),
        IPV6(""),
        MAC("");

        private final String prefix;

        Shape(String prefix) {
            this.prefix = prefix;
        }
    }

    /// The same for the same name, always. A host's name with a domain begins as the name without it.
    String of(Shape shape, String name) {
        String known = byName.get(name);
        if (known != null) {
            return known;
        }
        int dot = shape == Shape.HOST ? name.indexOf('.') : -1;
        String pseudonym =
                dot > 0 ? of(shape, name.substring(0, dot)) + DOMAIN : unused(shape, name);
        byName.put(name, pseudonym);
        byPseudonym.putIfAbsent(pseudonym, name);
        return pseudonym;
    }

    /// The key and the names, as JSON: what the keeper of the bundle needs to read an answer about it.
    byte[] json() {
        return JsonText.indented(json -> {
            json.writeStringProperty("schema", "highorder.dev/redaction/v1");
            json.writeStringProperty("key", HexFormat.of().formatHex(key));
            json.writeObjectPropertyStart("names");
            new TreeMap<>(byPseudonym).forEach(json::writeStringProperty);
            json.writeEndObject();
        });
    }

    private String unused(Shape shape, String name) {
        for (int attempt = 0; ; attempt++) {
            String pseudonym = shaped(shape, digest(shape.name() + '\0' + name + '\0' + attempt));
            if (!byPseudonym.containsKey(pseudonym)) {
                return pseudonym;
            }
        }
    }

    /// Addresses are of the ranges that are for documents and benchmarks: RFC 2544, RFC 3849.
    private static String shaped(Shape shape, byte[] digest) {
        String hex = HexFormat.of().formatHex(digest, 0, 8);
        return switch (shape) {
            case HOST, POD, NAMESPACE, CONTAINER, COMMAND -> shape.prefix + hex.substring(0, 8);
            case IPV4 ->
                    "198."
                            + (18 + (digest[0] & 1))
                            + "."
                            + (digest[1] & 0xff)
                            + "."
                            + (digest[2] & 0xff);
            case IPV6 -> "2001:db8::1" + hex.substring(0, 3) + ":1" + hex.substring(3, 6);
            case MAC ->
                    "02:00:"
                            + hex.substring(0, 2)
                            + ":"
                            + hex.substring(2, 4)
                            + ":"
                            + hex.substring(4, 6)
                            + ":"
                            + hex.substring(6, 8);
        };
    }

    private byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            // every Java platform has it
            throw new IllegalStateException(impossible);
        }
    }
}
