/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the prose in front of an output says of the node that it comes from. Written in any of the
/// languages people post in.
public enum NodeMention {
    FAILING,
    HEALTHY;

    private static final List<String> HEALTHY_WORDS =
            List.of(
                    "healthy",
                    "normal node",
                    "normal machine",
                    "normal host",
                    "normal server",
                    "normally working",
                    "good node",
                    "good machine",
                    "good host",
                    "good server",
                    "working node",
                    "working machine",
                    "working host",
                    "unaffected",
                    "known-good",
                    "known good",
                    "non-affected",
                    "other node",
                    "another node",
                    "other host",
                    "another host",
                    "other machine",
                    "another machine",
                    "node that works",
                    "for comparison",
                    "\u6b63\u5e38",
                    "\u5065\u5eb7",
                    "\u826f\u597d\u7684\u8282\u70b9",
                    "\u5176\u4ed6\u8282\u70b9",
                    "\u5176\u5b83\u8282\u70b9",
                    "\u53e6\u4e00\u53f0",
                    "\u5bf9\u6bd4\u8282\u70b9",
                    "\u597d\u7684\u8282\u70b9",
                    "\u5065\u5168",
                    "\u554f\u984c\u306e\u306a\u3044",
                    "\u4ed6\u306e\u30ce\u30fc\u30c9",
                    "gesund",
                    "intakt",
                    "normaler knoten",
                    "normalen knoten",
                    "anderer knoten",
                    "anderen knoten",
                    "zum vergleich",
                    "funktionierend",
                    "nodo sano",
                    "nodo saludable",
                    "servidor sano",
                    "nodo normal",
                    "otro nodo",
                    "nodo que funciona",
                    "nodo bueno",
                    "n\u0153ud sain",
                    "noeud sain",
                    "machine saine",
                    "n\u0153ud normal",
                    "noeud normal",
                    "autre n\u0153ud",
                    "autre noeud",
                    "serveur sain",
                    "\u0438\u0441\u043f\u0440\u0430\u0432\u043d",
                    "\u0437\u0434\u043e\u0440\u043e\u0432",
                    "\u043d\u043e\u0440\u043c\u0430\u043b\u044c\u043d",
                    "\u0440\u0430\u0431\u043e\u0447\u0435\u043c \u0443\u0437\u043b\u0435",
                    "\u0434\u0440\u0443\u0433\u043e\u043c \u0443\u0437\u043b\u0435",
                    "\u0434\u043b\u044f \u0441\u0440\u0430\u0432\u043d\u0435\u043d\u0438\u044f");

    /// Looked for first: many of them contain a word of the healthy ones.
    private static final List<String> FAILING_WORDS =
            List.of(
                    "unhealthy",
                    "not healthy",
                    "isn't healthy",
                    "no longer healthy",
                    "failing",
                    "failed node",
                    "broken",
                    "affected node",
                    "bad node",
                    "faulty",
                    "problem node",
                    "problematic",
                    "this node",
                    "sick",
                    "the node that fails",
                    "node in question",
                    "abnormal",
                    "\u4e0d\u6b63\u5e38",
                    "\u975e\u6b63\u5e38",
                    "\u4e0d\u5065\u5eb7",
                    "\u5f02\u5e38",
                    "\u6545\u969c",
                    "\u51fa\u95ee\u9898",
                    "\u6709\u95ee\u9898",
                    "\u95ee\u9898\u8282\u70b9",
                    "\u8be5\u8282\u70b9",
                    "\u672c\u8282\u70b9",
                    "\u7570\u5e38",
                    "\u969c\u5bb3",
                    "\u554f\u984c\u306e\u3042\u308b",
                    "ungesund",
                    "nicht gesund",
                    "defekt",
                    "fehlerhaft",
                    "betroffen",
                    "kaputt",
                    "nodo con problema",
                    "nodo da\u00f1ado",
                    "nodo enfermo",
                    "este nodo",
                    "no sano",
                    "nodo que falla",
                    "malsain",
                    "en panne",
                    "d\u00e9faillant",
                    "ce n\u0153ud",
                    "ce noeud",
                    "malade",
                    "\u043d\u0435\u0438\u0441\u043f\u0440\u0430\u0432\u043d",
                    "\u043d\u0435\u0437\u0434\u043e\u0440\u043e\u0432",
                    "\u043d\u0435\u043d\u043e\u0440\u043c\u0430\u043b\u044c\u043d",
                    "\u0441\u0431\u043e\u0439\u043d",
                    "\u043f\u0440\u043e\u0431\u043b\u0435\u043c\u043d",
                    "\u044d\u0442\u043e\u043c \u0443\u0437\u043b\u0435");

    /// All mentions in the order of the text; empty where the text introduces no output, such as a
    /// sentence that only compares.
    public static List<NodeMention> in(String prose) {
        String line = prose.strip().toLowerCase(Locale.ROOT);
        return introduces(line) ? mentions(line) : List.of();
    }

    private static List<NodeMention> mentions(String line) {
        List<NodeMention> found = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int failing = wordAt(line, at, FAILING_WORDS);
            int healthy = failing > 0 ? 0 : wordAt(line, at, HEALTHY_WORDS);
            if (failing > 0 || healthy > 0) {
                found.add(failing > 0 ? FAILING : HEALTHY);
            }
            at += Math.max(1, Math.max(failing, healthy));
        }
        return found;
    }

    private static int wordAt(String line, int at, List<String> words) {
        for (String word : words) {
            if (line.startsWith(word, at)) {
                return word.length();
            }
        }
        return 0;
    }

    private static boolean introduces(String line) {
        if (line.isEmpty() || line.length() > 400) {
            return false;
        }
        char last = line.charAt(line.length() - 1);
        if (last == ':' || last == '\uff1a' || line.startsWith("#") || line.startsWith("**")) {
            return true;
        }
        boolean ended = last == '.' || last == '\u3002' || last == '!' || last == '?';
        if (!ended && line.length() <= 72) {
            return true;
        }
        for (String word :
                List.of(
                        "below",
                        "following",
                        "here is",
                        "here's",
                        "this is",
                        "looks like",
                        "looked like",
                        "shows",
                        "showed",
                        "prints",
                        "output",
                        "\u5982\u4e0b",
                        "\u4e0b\u9762",
                        "\u8fd9\u662f",
                        "\u4ee5\u4e0b",
                        "\u8f93\u51fa",
                        "hier ",
                        "folgend",
                        "aqu\u00ed",
                        "siguiente",
                        "voici",
                        "suivant",
                        "\u043d\u0438\u0436\u0435",
                        "\u0432\u043e\u0442",
                        "\u4ee5\u4e0b",
                        "\u6b21\u306e")) {
            if (line.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
