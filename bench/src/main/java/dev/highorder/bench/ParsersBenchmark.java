/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench;

import dev.highorder.core.document.Reading;
import dev.highorder.core.document.SourceText;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.klog.KernelEvent;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.model.Parsed;
import dev.highorder.core.proc.ProcParsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The parsers on the incident's own files, and on a log in which one failure stands between ten
/// thousand lines of others.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParsersBenchmark {

    private static final int OTHER_LINES = 10_000;

    @Param({"proc/buddyinfo", "messages", "busy log"})
    public String file = "";

    private SourceText source = SourceText.of("", "");
    private Reading reading = new Reading(List.of(), List.of(), List.of());

    @Setup
    public void read() throws IOException {
        Path example = Path.of(System.getProperty("highorder.root"), "examples/node-1");
        source = SourceText.of(file, text(example));
        reading = takeApart();
    }

    private String text(Path example) throws IOException {
        if (!file.equals("busy log")) {
            return Files.readString(example.resolve(file));
        }
        var text = new StringBuilder();
        for (int i = 0; i < OTHER_LINES; i++) {
            text.append("Nov 24 08:00:00 node-1 app[4711]: served request ").append(i).append('\n');
            if (i == OTHER_LINES / 2) {
                text.append(Files.readString(example.resolve("messages")));
            }
        }
        return text.toString();
    }

    /// A source into facts and log lines.
    @Benchmark
    public Reading takeApart() {
        return Transcript.read(source, ProcParsers.all());
    }

    /// Log lines into kernel events.
    @Benchmark
    public Parsed<List<KernelEvent>> kernelLog() {
        return KernelLog.read(reading.log());
    }
}
