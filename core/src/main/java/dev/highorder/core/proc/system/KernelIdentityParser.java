/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.proc.system;

import dev.highorder.core.document.Block;
import dev.highorder.core.document.Fields;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.NamedBlockParser;
import dev.highorder.core.document.NamedFiles;
import dev.highorder.core.model.Fact;
import dev.highorder.core.model.KernelRelease;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.model.Problem;
import java.util.List;
import java.util.Optional;

/// Reads `uname -a` (`Linux node-1 3.10.0-1160.el7.x86_64 #1 SMP … x86_64 GNU/Linux`, also of busybox, also broken
/// in two by mail), `/proc/version` where no log carries it, and `uname -r`.
public record KernelIdentityParser() implements NamedBlockParser {

    @Override
    public boolean reads(String pathOrCommand) {
        NamedFiles files = NamedFiles.of(pathOrCommand);
        return files.runs("uname", "-r")
                || files.endWith("proc/version")
                || files.endWith("uname-r")
                || files.endWith("uname_-r")
                || files.endWith("uname-r.txt");
    }

    @Override
    public int extent(List<Line> lines, int from) {
        Line line = lines.get(from);
        String text = line.text();
        int start = Fields.indent(text);
        if (!text.startsWith("Linux ", start) || line.frame().framed()) {
            return 0;
        }
        if (text.startsWith("Linux version ", start)) {
            return KernelRelease.parse(Fields.of(text).get(2)).isPresent() ? 1 : 0;
        }
        Fields fields = Fields.of(text);
        if (releaseAt(fields) < 0 || !numbered(fields)) {
            return 0;
        }
        boolean broken =
                !text.contains("GNU/Linux")
                        && from + 1 < lines.size()
                        && lines.get(from + 1).text().stripTrailing().endsWith("GNU/Linux")
                        && !lines.get(from + 1).text().startsWith("Linux ");
        return broken ? 2 : 1;
    }

    @Override
    public Parsed<List<? extends Fact>> parse(Block block) {
        StringBuilder text = new StringBuilder();
        Line first = block.lines().getFirst();
        for (Line line : block.lines()) {
            if (text.isEmpty()) {
                first = line;
            }
            text.append(line.text()).append(' ');
        }
        Fields fields = Fields.of(text.toString());
        boolean version = fields.get(1).equals("version");
        int at = version ? 2 : fields.get(0).equals("Linux") ? releaseAt(fields) : 0;
        Optional<KernelRelease> release = KernelRelease.parse(fields.get(at));
        if (release.isEmpty()) {
            return new Parsed<>(
                    List.of(),
                    List.of(
                            Problem.at(
                                    first.cite(),
                                    "expected a kernel release, found \"" + first.text() + "\"")));
        }
        Optional<String> host =
                at == 2 && !version && !fields.get(1).startsWith("<")
                        ? Optional.of(fields.get(1))
                        : Optional.empty();
        return Parsed.of(
                List.of(
                        new KernelIdentity(
                                block.origin(first),
                                release.get(),
                                host,
                                architecture(fields, at))));
    }

    /// Behind the host's name, or where that was taken out of the text.
    private static int releaseAt(Fields fields) {
        for (int i = 2; i >= 1; i--) {
            String field = fields.get(i);
            if (field.indexOf('.') > 0 && KernelRelease.parse(field).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static boolean numbered(Fields fields) {
        for (int i = 2; i <= 3; i++) {
            if (fields.get(i).startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> architecture(Fields fields, int release) {
        for (int i = release + 1; i <= fields.size(); i++) {
            String text = fields.get(release);
            String field =
                    i < fields.size() ? fields.get(i) : text.substring(text.lastIndexOf('.') + 1);
            boolean known =
                    switch (field) {
                        case "x86_64",
                                "aarch64",
                                "ppc64le",
                                "ppc64",
                                "ppc",
                                "s390x",
                                "riscv64",
                                "riscv32",
                                "loongarch64",
                                "i386",
                                "i486",
                                "i586",
                                "i686",
                                "armv5tel",
                                "armv6l",
                                "armv7l",
                                "armv8l",
                                "mips",
                                "mips64",
                                "mipsel",
                                "parisc",
                                "parisc64",
                                "ia64",
                                "sparc64",
                                "alpha",
                                "m68k" ->
                                true;
                        default -> false;
                    };
            if (known) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
