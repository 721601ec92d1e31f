/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.layout;

/// A statement in two parts: what it says in short, up to a colon or a full stop, and the rest.
///
/// @param title with its colon or full stop
/// @param rest empty where there is no more
public record Headline(String title, String rest) {

    /// A full stop ends the title only before a capital or a figure: `3.10` and `e.g. x` have none.
    public static Headline of(String text) {
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
            char before = at == 0 ? ' ' : text.charAt(at - 1);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            boolean begins = Character.isUpperCase(next) || (next >= '0' && next <= '9');
            if (before == ':' || (before == '.' && begins)) {
                return new Headline(text.substring(0, at), text.substring(at + 1).strip());
            }
        }
        return new Headline(text, "");
    }

    /// What of a statement under the same title this one has not said, under its title.
    public String notSaidOf(String statement) {
        var other = of(statement);
        boolean same = words().equals(other.words());
        return same && other.rest.regionMatches(true, 0, rest, 0, rest.length())
                ? (other.title + ' ' + other.rest.substring(rest.length()).strip()).strip()
                : statement;
    }

    private String words() {
        return title.isEmpty() ? title : title.substring(0, title.length() - 1);
    }
}
