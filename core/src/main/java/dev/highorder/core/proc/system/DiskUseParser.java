/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.BlockParser;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.Parsed;
import java.util.ArrayList;
import java.util.List;

/// Reads `df`, `df -h`, `df -T` and `df -i`, in any language: a head line with a column `…%` and no figure, and rows
/// with a share in that column. Rows of file systems without a size (`-`) are passed over.
public record DiskUseParser() implements BlockParser {

    @Override
    public int extent(List<Line> lines, int from) {
        String head = lines.get(from).text();
        if (head.indexOf('%') < 0 || !head(head)) {
            return 0;
        }
        int end = from + 1;
        int at = end;
        while (at < lines.size()) {
            if (share(Fields.of(lines.get(at).text())) > 0) {
                end = at + 1;
            } else if (at + 1 >= lines.size()
                    || lines.get(at).text().isBlank()
                    || lines.get(at).frame().framed()
                    || share(Fields.of(lines.get(at + 1).text())) < 0) {
                break;
            }
            at++;
        }
        return end > from + 1 ? end - from : 0;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        List<Fact> facts = new ArrayList<>();
        boolean inodes = false;
        String device = "";
        for (Line line : block.lines()) {
            String text = line.text();
            if (head(text)) {
                inodes = inodes(text);
                continue;
            }
            Fields fields = Fields.of(text);
            int share = share(fields);
            if (share < 0) {
                device = fields.size() == 1 ? fields.get(0) : "";
                continue;
            }
            String percent = fields.get(share);
            if (percent.endsWith("%")) {
                String mount = String.join(" ", fields.words().subList(share + 1, fields.size()));
                facts.add(
                        new DiskUse(
                                block.origin(line),
                                device.isEmpty() ? fields.get(0) : device,
                                mount,
                                inodes,
                                (int)
                                        Math.min(
                                                100,
                                                Fields.number(
                                                                percent.substring(
                                                                        0, percent.length() - 1))
                                                        .orElse(100))));
            }
            device = "";
        }
        return Parsed.of(facts);
    }

    private static boolean head(String text) {
        boolean share = false;
        boolean mount = false;
        for (String word : Fields.of(text).words()) {
            char last = word.charAt(word.length() - 1);
            if (last == '%' || last == '％') {
                if (Character.isDigit(word.charAt(0))) {
                    return false;
                }
                share = true;
            } else {
                mount |= share;
            }
        }
        return share
                && mount
                && Fields.of(text).size() >= 6
                && Fields.of(text).size() <= 9
                && text.indexOf('/') < 0
                && text.indexOf(':') < 0;
    }

    private static boolean inodes(String head) {
        return head.contains("Inode")
                || head.contains("INode")
                || head.contains("IUse%")
                || head.contains("inode")
                || head.contains("Inœud")
                || head.contains("odos-i")
                || head.contains("odos-I")
                || head.contains("iノード")
                || head.contains("I已用");
    }

    /// Position of the share in a row, whose device may have stood on the line before; −1 in other lines.
    private static int share(Fields fields) {
        for (int i = 3; i < fields.size() && i <= 6; i++) {
            String field = fields.get(i);
            boolean share =
                    field.equals("-")
                            || (field.endsWith("%")
                                    && Fields.decimal(field.substring(0, field.length() - 1))
                                    && field.length() <= 5);
            if (share && fields.get(i + 1).startsWith("/") && amount(fields.get(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean amount(String field) {
        return field.equals("-") || Character.isDigit(field.charAt(0)) || field.charAt(0) == '-';
    }
}
