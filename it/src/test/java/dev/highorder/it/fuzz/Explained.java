/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.explain.Explain;
import dev.highorder.core.explain.Explanation;
import dev.highorder.core.kb.KnowledgeBase;
import dev.highorder.core.kb.QueryText;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.report.json.ExplainJson;
import dev.highorder.report.markdown.ExplainMarkdown;
import dev.highorder.report.text.ExplainText;
import dev.highorder.report.text.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A text that somebody wants explained; the path of the input is the kernel's release, if it is one.
final class Explained {

    private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.standard();

    private Explained() {}

    static void hold(Input input) throws IOException {
        Optional<KernelRelease> release = KernelRelease.parse(input.path());
        List<String> texts = List.of(input.text());
        List<Explanation> once = Explain.explain(texts, release);
        Laws.same(once, Explain.explain(texts, release));
        StringBuilder text = new StringBuilder();
        ExplainText.write(once, TextStyle.plain(), text);
        ExplainMarkdown.write(once, text);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ExplainJson.write(once, json);
        Laws.printable(text.append(json.toString(StandardCharsets.UTF_8)));
        Laws.same(
                KNOWLEDGE.match(QueryText.of(input.text(), release)),
                KNOWLEDGE.match(QueryText.of(input.text(), release)));
        KNOWLEDGE.search(input.text());
    }
}
