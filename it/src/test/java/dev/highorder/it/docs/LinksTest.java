/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No page leads nowhere, and none is left out.
class LinksTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /// A path of this repository in a code span: it begins with one of its directories, and holds no place for a name of one's own.
    private static final Pattern PATH =
            Pattern.compile(
                    "(?:bench|changelog|cli|core|docs|evidence|examples|image|it|launcher|report|\\.ci|\\.mvn)/[\\w./*{},-]+");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Line link : page.links()) {
                if (!link.text().matches("https?://.*") && !leadsSomewhere(page, link.text())) {
                    dead.add(page + ":" + link.number() + ": " + link.text());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Page page, String link) throws IOException {
        int hash = link.indexOf('#');
        String anchor = hash < 0 ? "" : link.substring(hash + 1);
        Path here = Page.REPOSITORY.resolve(page.name());
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? here : here.resolveSibling(path).normalize();
        if (!target.startsWith(Page.REPOSITORY) || !Files.exists(target)) {
            return false;
        }
        return anchor.isEmpty()
                || Page.read(Page.REPOSITORY.relativize(target).toString())
                        .anchors()
                        .contains(anchor);
    }

    @Test
    void everyPathInAPageIsInTheRepository() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Page page : Page.all()) {
            // a decision speaks of the day it was made
            if (page.name().startsWith("docs/decisions/0")) {
                continue;
            }
            for (Page.Line line : page.prose()) {
                Matcher code = CODE.matcher(line.text());
                while (code.find()) {
                    String path = code.group(1);
                    boolean built = path.contains("target");
                    if (PATH.matcher(path).matches() && !built && !isThere(path)) {
                        wrong.add(page + ":" + line.number() + ": " + path);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isThere(String path) throws IOException {
        if (!path.contains("*") && !path.contains("{")) {
            return Files.exists(Page.REPOSITORY.resolve(path));
        }
        String top = path.substring(0, path.indexOf('/'));
        String glob = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(Page.REPOSITORY.resolve(top))) {
            return files.anyMatch(file -> matcher.matches(Page.REPOSITORY.relativize(file)));
        }
    }

    @Test
    void theSummaryNamesEveryPageOnce() throws IOException {
        List<String> pages =
                Page.all().stream()
                        .map(Page::name)
                        .filter(name -> name.startsWith("docs/") && !name.equals("docs/SUMMARY.md"))
                        .map(name -> name.substring("docs/".length()))
                        .toList();
        List<String> named =
                Page.read("docs/SUMMARY.md").links().stream().map(Page.Line::text).toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(pages);
    }

    @Test
    void theIndexOfDecisionsNamesEachOfThem() throws IOException {
        List<String> decisions =
                Page.all().stream()
                        .map(Page::name)
                        .filter(name -> name.startsWith("docs/decisions/0"))
                        .map(name -> name.substring("docs/decisions/".length()))
                        .toList();
        List<String> named =
                Page.read("docs/decisions/README.md").links().stream()
                        .map(Page.Line::text)
                        .filter(link -> link.startsWith("0"))
                        .toList();

        assertThat(named).containsExactlyElementsOf(decisions);
    }
}
