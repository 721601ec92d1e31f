/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.safe;

/// Masks secrets in cited text as `***`: values of `password=`, `token=`, `--token …` and the like,
/// `Authorization:` headers and cookies, bearer tokens, the user part of an URL, AWS access keys, JSON web tokens, tokens of
/// code hosts, private keys, and what `mysql -p`, `curl -u` and the like are given on their command lines. Linear in the length; a text without a trace of these is returned as it is.
///
/// It errs to masking too much where a value stands after `=` or an option, and to masking too little in prose
/// (`failed to get token: context deadline exceeded` says what went wrong).
public final class Redaction {

    private static final String MASK = "***";

    private static final String[] NAMES = {
        "passw",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "api_key",
        "api-key",
        "apikey",
        "access_key",
        "access-key",
        "accesskey",
        "private_key",
        "private-key",
        "credential",
        "requirepass",
        "_pass",
        "key-data",
        "key_data",
        "accountkey",
        "signature",
        "cookie",
    };

    /// Ends of longer names whose value is no secret: `--token-file`, `secretName`.
    private static final String[] HARMLESS_ENDS = {
        "file",
        "path",
        "dir",
        "name",
        "namespace",
        "url",
        "uri",
        "type",
        "count",
        "ttl",
        "age",
        "expiration",
        "id"
    };

    /// Tokens that name themselves by how they begin.
    private static final String[] MARKED = {
        "akia",
        "asia",
        "ghp_",
        "gho_",
        "ghs_",
        "ghu_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "eyj",
        "aiza",
        "hvs.",
    };

    /// Programs and the option behind which they take a password, or a user with one.
    private static final String[][] COMMANDS = {
        {"mysql", " -p"},
        {"mongo", " -p"},
        {"sshpass", " -p"},
        {"docker login", " -p"},
        {"podman login", " -p"},
        {"redis-cli", " -a"},
        {"curl", " -u"},
        {"curl", " --user"},
        {"ldapsearch", " -w"},
    };

    /// How far behind its program an option is looked for, in characters.
    private static final int COMMAND_LENGTH = 512;

    /// Of docker's config.json: a user and a password in base64.
    private static final String REGISTRY_AUTH = "auth\":";

    private Redaction() {}

    /// The text with every secret it is seen to hold replaced by `***`.
    public static String mask(String text) {
        String lower = lower(text);
        return suspicious(lower) ? mask(text, lower) : text;
    }

    private static boolean suspicious(String lower) {
        if ((lower.indexOf('@') >= 0 && lower.contains("://"))
                || lower.contains("authorization")
                || lower.contains("bearer ")
                || lower.contains("private key")) {
            return true;
        }
        for (String name : NAMES) {
            if (lower.contains(name)) {
                return true;
            }
        }
        for (String mark : MARKED) {
            if (lower.contains(mark)) {
                return true;
            }
        }
        for (String[] command : COMMANDS) {
            if (lower.contains(command[0]) && lower.contains(command[1])) {
                return true;
            }
        }
        return lower.contains(REGISTRY_AUTH);
    }

    private static String mask(String text, String lower) {
        var spans = new SecretSpans(text.length());
        privateKeys(lower, spans);
        headers(text, lower, spans);
        bearer(text, lower, spans);
        userInfo(text, lower, spans);
        registryAuth(text, lower, spans);
        for (String[] command : COMMANDS) {
            options(text, lower, command[0], command[1], spans);
        }
        for (String name : NAMES) {
            named(text, lower, name, spans);
        }
        for (String mark : MARKED) {
            marked(text, lower, mark, spans);
        }
        return spans.replace(text, MASK);
    }

    /// ASCII letters in lower case; every position stays, as it does not with all of Unicode.
    private static String lower(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.toString();
    }

    private static void privateKeys(String lower, SecretSpans spans) {
        for (int at = lower.indexOf("private key-----"); at >= 0; ) {
            int from = at + "private key-----".length();
            int end = lower.indexOf("-----end", from);
            spans.add(from, end < 0 ? lower.length() : end);
            at = end < 0 ? -1 : lower.indexOf("private key-----", end + "-----end".length() + 40);
        }
    }

    private static void headers(String text, String lower, SecretSpans spans) {
        for (int at = lower.indexOf("authorization");
                at >= 0;
                at = lower.indexOf("authorization", at + 1)) {
            int i = at + "authorization".length();
            while (i < text.length() && isQuoteOrSlash(text.charAt(i))) {
                i++;
            }
            if (i >= text.length() || (text.charAt(i) != ':' && text.charAt(i) != '=')) {
                continue;
            }
            i++;
            while (i < text.length()
                    && (isBlank(text.charAt(i))
                            || isQuoteOrSlash(text.charAt(i))
                            || text.charAt(i) == '[')) {
                i++;
            }
            int scheme = wordEnd(text, i);
            if (scheme < text.length() && isBlank(text.charAt(scheme)) && scheme - i <= 12) {
                i = scheme + 1;
            }
            int end = i;
            while (end < text.length()
                    && !isQuoteOrSlash(text.charAt(end))
                    && text.charAt(end) != ']') {
                end++;
            }
            spans.add(i, end);
        }
    }

    private static void bearer(String text, String lower, SecretSpans spans) {
        for (int at = lower.indexOf("bearer "); at >= 0; at = lower.indexOf("bearer ", at + 1)) {
            int from = at + "bearer ".length();
            int end = tokenEnd(text, from);
            if (end - from >= 8 && looksRandom(text, from, end)) {
                spans.add(from, end);
            }
        }
    }

    private static void userInfo(String text, String lower, SecretSpans spans) {
        for (int at = lower.indexOf("://"); at >= 0; at = lower.indexOf("://", at + 3)) {
            int from = at + 3;
            int user = -1;
            int i = from;
            while (i < text.length() && "/?#\"'<> \t\\".indexOf(text.charAt(i)) < 0) {
                if (text.charAt(i) == '@') {
                    user = i;
                }
                i++;
            }
            if (user > from) {
                spans.add(from, user);
            }
        }
    }

    private static void registryAuth(String text, String lower, SecretSpans spans) {
        for (int at = lower.indexOf(REGISTRY_AUTH);
                at >= 0;
                at = lower.indexOf(REGISTRY_AUTH, at + 1)) {
            int from = at + REGISTRY_AUTH.length();
            while (from < text.length()
                    && (isBlank(text.charAt(from)) || isQuoteOrSlash(text.charAt(from)))) {
                from++;
            }
            if (from < text.length() && isQuoteOrSlash(text.charAt(from - 1))) {
                spans.add(from, quoteEnd(text, from));
            }
        }
    }

    /// The word behind an option of a command, or what the option has attached.
    private static void options(
            String text, String lower, String program, String option, SecretSpans spans) {
        for (int at = lower.indexOf(program); at >= 0; at = lower.indexOf(program, at + 1)) {
            int end = Math.min(text.length(), at + COMMAND_LENGTH);
            String command = lower.substring(at, end);
            for (int o = command.indexOf(option); o >= 0; o = command.indexOf(option, o + 1)) {
                int from = at + o + option.length();
                if (from < text.length()
                        && (isBlank(text.charAt(from)) || text.charAt(from) == '=')) {
                    from++;
                }
                while (from < text.length() && isQuoteOrSlash(text.charAt(from))) {
                    from++;
                }
                spans.add(from, valueEnd(text, from));
            }
        }
    }

    private static void named(String text, String lower, String name, SecretSpans spans) {
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length())) {
            int end = at + name.length();
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            if (!endsHarmless(lower, at, end)) {
                value(text, at, end, name, spans);
            }
        }
    }

    private static void value(
            String text, int name, int nameEnd, String keyword, SecretSpans spans) {
        int i = nameEnd;
        boolean quotedName = false;
        while (i < text.length() && isQuoteOrSlash(text.charAt(i))) {
            quotedName = true;
            i++;
        }
        int blanks = i;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        if (i >= text.length()) {
            return;
        }
        char separator = text.charAt(i);
        boolean option = i > blanks && isOption(text, name) && separator != '=' && separator != '-';
        if (separator != '=' && separator != ':' && !option) {
            return;
        }
        if (!option) {
            i++;
            while (i < text.length() && isBlank(text.charAt(i))) {
                i++;
            }
        }
        int open = i;
        while (i < text.length() && isQuoteOrSlash(text.charAt(i))) {
            i++;
        }
        int end = i > open ? quoteEnd(text, i) : valueEnd(text, i);
        if (keyword.equals("pwd") && text.startsWith("/", i)) {
            return;
        }
        boolean sure =
                option || separator == '=' || (quotedName && i > open) || keyword.equals("passw");
        if (end > i && (sure || (end - i >= 16 && looksRandom(text, i, end)))) {
            spans.add(i, end);
        }
    }

    private static void marked(String text, String lower, String mark, SecretSpans spans) {
        for (int at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + mark.length())) {
            if (at > 0 && isNamePart(text.charAt(at - 1))) {
                continue;
            }
            int end = tokenEnd(text, at);
            boolean secret =
                    switch (mark) {
                        case "akia", "asia" ->
                                end - at == 20
                                        && text.charAt(at) == 'A'
                                        && looksRandom(text, at, end);
                        case "eyj" ->
                                text.startsWith("eyJ", at)
                                        && end - at >= 20
                                        && text.substring(at, end).indexOf('.') > 0;
                        default -> end - at >= mark.length() + 10;
                    };
            if (secret) {
                spans.add(at, end);
            }
        }
    }

    private static boolean endsHarmless(String lower, int from, int end) {
        for (String harmless : HARMLESS_ENDS) {
            if (end - from > harmless.length()
                    && lower.startsWith(harmless, end - harmless.length())
                    && !lower.startsWith("passw", from)) {
                return true;
            }
        }
        return lower.startsWith("file", end - 4);
    }

    /// Whether the name that holds this position begins with a dash, as an option of a command does.
    private static boolean isOption(String text, int at) {
        int i = at;
        while (i > 0 && isNamePart(text.charAt(i - 1))) {
            i--;
        }
        return i < text.length() && text.charAt(i) == '-';
    }

    private static boolean looksRandom(String text, int from, int end) {
        boolean digit = false;
        boolean letter = false;
        for (int i = from; i < end; i++) {
            digit |= Character.isDigit(text.charAt(i));
            letter |= Character.isLetter(text.charAt(i));
        }
        return digit && letter;
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int tokenEnd(String text, int from) {
        int i = from;
        while (i < text.length()
                && (isNamePart(text.charAt(i)) || "~+/=".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static int valueEnd(String text, int from) {
        int i = from;
        while (i < text.length()
                && !isBlank(text.charAt(i))
                && ",;&\"')}]\\".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int quoteEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !isQuoteOrSlash(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isQuoteOrSlash(char c) {
        return c == '"' || c == '\'' || c == '\\';
    }
}
