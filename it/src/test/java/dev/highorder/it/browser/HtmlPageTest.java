/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The page of `diagnose -o html` as a browser shows it. Pictures of it are left in `target/browser`, to be looked at.
@Tag("wide")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlPageTest {

    private static final Device DESKTOP = new Device("desktop", 1280, 900, false, false);
    private static final Device DESKTOP_DARK = new Device("desktop", 1280, 900, false, true);
    private static final Device PHONE = new Device("phone", 360, 740, true, false);
    private static final Device PHONE_DARK = new Device("phone", 360, 740, true, true);
    private static final Device SMALL = new Device("small", 320, 568, true, false);

    private static final Path PICTURES =
            Path.of(System.getProperty("highorder.root", ".."), "it/target/browser");

    /// Elements wider than the screen, but for those that scroll by themselves.
    private static final String TOO_WIDE =
            """
            [...document.querySelectorAll('body *')]
              .filter(e => !e.closest('.scroll') && !e.closest('svg'))
              .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
              .map(e => e.outerHTML.slice(0, 120))
            """;

    /// Text that leaves its drawing, or the box it stands in.
    private static final String OUT_OF_THE_BOX =
            """
            [...document.querySelectorAll('svg text')].filter(text => {
              const svg = text.closest('svg').viewBox.baseVal, box = text.getBBox();
              if (box.width === 0) return false;
              const rect = text.closest('.graph a')?.querySelector('rect')?.getBBox()
                  ?? {x: 0, y: 0, width: svg.width, height: svg.height};
              return box.x < rect.x - 1 || box.x + box.width > rect.x + rect.width + 1
                  || box.y < rect.y - 1 || box.y + box.height > rect.y + rect.height + 2;
            }).map(text => text.textContent)
            """;

    /// Text of a drawing too small to read, in CSS pixels as it is shown.
    private static final String TOO_SMALL =
            """
            [...document.querySelectorAll('svg text')].filter(text => {
              const svg = text.closest('svg');
              const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
              return parseFloat(getComputedStyle(text).fontSize) * scale < 9;
            }).map(text => text.textContent)
            """;

    private static final String DANGLING =
            """
            [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
              .filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))
            """;

    private final Map<String, Path> pages;
    private final Map<String, Path> truth;
    private final Chromium browser;

    HtmlPageTest(@TempDir Path folder) throws IOException, InterruptedException {
        pages = Pages.in(folder);
        truth = Pages.ofTruth(folder);
        browser = Chromium.start();
    }

    @AfterAll
    void close() throws IOException {
        browser.close();
    }

    Stream<Arguments> looks() {
        return pages.keySet().stream()
                .flatMap(page ->
                        Stream.of(DESKTOP, PHONE, SMALL).map(device -> Arguments.of(page, device)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageFitsEveryScreen(String name, Device device) {
        fits(page(name), device);
    }

    Stream<String> inputs() {
        return truth.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theAnswerToEveryKnownInputFitsASmallPhone(String name) {
        fits(Objects.requireNonNull(truth.get(name)), SMALL);
    }

    private void fits(Path page, Device device) {
        try (Tab tab = browser.open(page, device)) {
            tab.value("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(tab.strings(TOO_WIDE)).isEmpty();
            assertThat(tab.value("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(device.width());
            assertThat(tab.strings(OUT_OF_THE_BOX)).isEmpty();
            assertThat(tab.strings(TOO_SMALL)).isEmpty();
            assertThat(tab.strings(DANGLING)).isEmpty();
        }
    }

    Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("incident", DESKTOP),
                Arguments.of("incident", DESKTOP_DARK),
                Arguments.of("incident", PHONE),
                Arguments.of("incident", PHONE_DARK),
                Arguments.of("live", DESKTOP_DARK),
                Arguments.of("live", PHONE),
                Arguments.of("evidence", PHONE_DARK),
                Arguments.of("golden-healthy", DESKTOP),
                Arguments.of("golden-hostile", PHONE_DARK),
                Arguments.of("golden-inconclusive", PHONE),
                Arguments.of("golden-two-nodes", DESKTOP));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theBrowserFetchesNothingAndHasNothingToComplainAbout(String name, Device device)
            throws IOException {
        Path page = page(name);
        try (Tab tab = browser.open(page, device)) {
            tab.picture(PICTURES.resolve(name + "-" + device + ".png"));
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.requests()).containsExactly(page.toUri().toString());
            assertThat(tab.value("document.scripts.length").asInt()).isZero();
        }
    }

    @Test
    void theIncidentIsDrawn() {
        try (Tab tab = browser.open(page("incident"), DESKTOP)) {
            assertThat(
                            tab.strings(
                                    "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().height > 100)"
                                            + ".map(s => document.getElementById(s.getAttribute('aria-labelledby')).textContent)"))
                    .containsExactly(
                            "Chain of evidence, from the symptom to the cause",
                            "Timeline",
                            "Share of the free bytes by order",
                            "Free memory of each zone against its watermarks");
            assertThat(
                            tab.strings(
                                    "[...document.querySelectorAll('.graph .label')].map(t => t.textContent)"))
                    .startsWith("symptom", "failure")
                    .containsOnlyOnce("snapshot")
                    .containsOnlyOnce("cause");
            assertThat(
                            tab.strings(
                                    "[...document.querySelectorAll('.node.cause ~ .label')].map(t => t.textContent)"))
                    .containsExactly("cause");
            assertThat(tab.value("document.querySelectorAll('.chart .asked').length").asInt())
                    .isOne();
        }
    }

    @Test
    void whatTheEvidenceSaysIsTextAndItsSecretsAreNotTold() {
        try (Tab tab = browser.open(page("evidence"), DESKTOP)) {
            assertThat(
                            tab.value(
                                            "document.querySelectorAll('script,img,iframe,style~style').length")
                                    .asInt())
                    .isZero();
            String text = tab.value("document.documentElement.textContent").asString();
            assertThat(text)
                    .contains("<script>alert(1)</script>")
                    .contains("</code></style><iframe src=")
                    .contains("\\u202egpj.exe\\x1b[31m")
                    .doesNotContain("\u202e", "\u001b", "\u0007")
                    .doesNotContain("hunter2", "0123456789abcdef", "eyJhbGciOiJIUzI1NiJ9")
                    .contains("getting the final child's pid from pipe");
        }
    }

    /// Everything that a link of the page leads to is there, also for one who goes from link to link.
    @Test
    void theKeyboardReachesEveryLinkOfTheGraphInItsOrder() {
        try (Tab tab = browser.open(page("incident"), DESKTOP)) {
            int links = tab.value("document.querySelectorAll('.graph a').length").asInt();
            assertThat(links).isGreaterThan(8);
            tab.value("document.querySelector('.graph a').focus()");
            for (int i = 1; i < links; i++) {
                tab.press("Tab", 9);
                tab.await(
                        "document.activeElement === document.querySelectorAll('.graph a')["
                                + i
                                + "]");
            }
        }
    }

    /// What a screen reader is given: one page in one language, headings without a gap, a name for each drawing and each
    /// part, and one text for each link.
    @Test
    void aScreenReaderFindsNamesForAll() {
        for (String name : List.of("incident", "golden-two-nodes", "live")) {
            try (Tab tab = browser.open(page(name), DESKTOP)) {
                assertThat(tab.value("document.documentElement.lang").asString()).isEqualTo("en");
                assertThat(tab.value("document.querySelectorAll('main').length").asInt()).isOne();
                assertThat(
                                tab.strings(
                                        """
                                        [...document.querySelectorAll('h1,h2,h3,h4')].filter((h, i, all) =>
                                          i === 0 ? h.tagName !== 'H1' : h.tagName[1] - all[i - 1].tagName[1] > 2)
                                          .map(h => h.textContent)
                                        """))
                        .isEmpty();
                assertThat(
                                tab.strings(
                                        """
                                        [...document.querySelectorAll('svg[role], nav')].filter(e =>
                                          !e.getAttribute('aria-label')
                                            && !document.getElementById(e.getAttribute('aria-labelledby'))?.textContent)
                                          .map(e => e.outerHTML.slice(0, 80))
                                        """))
                        .isEmpty();
                assertThat(
                                tab.strings(
                                        """
                                        [...document.querySelectorAll('a')].filter(a => !a.textContent.trim())
                                          .map(a => a.outerHTML.slice(0, 80))
                                        """))
                        .isEmpty();
            }
        }
    }

    @Test
    void theKeyboardGoesFromANodeOfTheGraphToItsLine() {
        try (Tab tab = browser.open(page("incident"), PHONE)) {
            tab.value("document.querySelector('.graph a').focus()");
            tab.press("Enter", 13);
            tab.await("location.hash !== ''");
            assertThat(tab.value("document.querySelector(':target').tagName").asString())
                    .isEqualTo("LI");
            assertThat(tab.value("document.querySelector(':target code').textContent").asString())
                    .contains("getting the final child's pid from pipe");
            tab.await(
                    "(r => r.top >= 0 && r.top < innerHeight)(document.querySelector(':target').getBoundingClientRect())");
            assertThat(
                            tab.value(
                                            "getComputedStyle(document.querySelector(':target')).backgroundColor")
                                    .asString())
                    .isEqualTo("rgb(251, 233, 176)");
        }
    }

    @Test
    void theColoursFollowTheReader() {
        try (Tab light = browser.open(page("incident"), DESKTOP);
                Tab dark = browser.open(page("incident"), DESKTOP_DARK)) {
            String background = "getComputedStyle(document.body).backgroundColor";
            assertThat(light.value(background).asString()).isEqualTo("rgb(255, 255, 255)");
            assertThat(dark.value(background).asString()).isEqualTo("rgb(13, 17, 23)");
        }
    }

    private Path page(String name) {
        return Objects.requireNonNull(pages.get(name), name);
    }
}
