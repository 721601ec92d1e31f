/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.Highorder;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.model.Problem;
import dev.highorder.evidence.frames.PageFiles;
import dev.highorder.report.text.MapText;
import dev.highorder.report.text.TextStyle;
import dev.highorder.report.text.WhatIfText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `/proc/kpageflags` beside the files of the same node: what stands in front of the first form feed is text, the rest is words.
final class PageWordsOnDisk {

    private PageWordsOnDisk() {}

    static void hold(byte[] bytes) throws IOException {
        int feed = 0;
        while (feed < bytes.length && bytes[feed] != '\f') {
            feed++;
        }
        String text = new String(bytes, 0, feed, StandardCharsets.UTF_8);
        Path directory = Files.createTempDirectory("words");
        Path file = directory.resolve("kpageflags");
        try {
            Files.write(
                    file,
                    Arrays.copyOfRange(bytes, Math.min(feed + 1, bytes.length), bytes.length));
            hold(List.of(SourceText.of("node", text)), directory);
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
    }

    private static void hold(List<SourceText> sources, Path directory) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Optional<PageFiles> pages = PageFiles.in(List.of(directory.toString()), problems);
        StringBuilder printed = new StringBuilder();
        var map = Highorder.map(sources, Highorder.Options.NONE, pages);
        MapText.write(map, TextStyle.plain(), printed);
        var whatIf = Highorder.whatIf(sources, Highorder.Options.NONE, pages);
        if (whatIf.isPresent()) {
            WhatIfText.write(whatIf.get(), TextStyle.plain(), printed);
        }
        Laws.printable(printed);
    }
}
