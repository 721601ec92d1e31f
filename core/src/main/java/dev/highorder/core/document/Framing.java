/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.document;

import dev.highorder.core.document.text.LineCleaner;
import dev.highorder.core.document.text.PasteLayout;
import dev.highorder.core.document.text.QuotedPrintable;
import dev.highorder.core.model.Cite;
import dev.highorder.core.model.Stamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Frees the lines of a source from what carried them: characters, quotes and numbers of a paste, then the
/// prefix of the log transport. A record that holds several lines becomes several `Line`s of the same cite.
/// Hard wraps are not undone here: only `Transcript` knows which lines belong to a block.
public final class Framing {

    private final SourceText source;
    private final List<String> texts;

    /// For each text the line of the source that it began on; empty where that is the text's own place.
    private final List<Integer> first;

    private final List<Line> lines;
    private final List<Integer> turnsOfYear = new ArrayList<>();
    private Optional<Stamp> previous = Optional.empty();
    private Optional<Stamp> absolute = Optional.empty();
    private boolean kmsg;
    private boolean partial;

    private Framing(SourceText source) {
        this.source = source;
        List<String> plain = new ArrayList<>(source.lines().size());
        for (SourceLine line : source.lines()) {
            plain.add(LineCleaner.plain(line.text()));
        }
        if (QuotedPrintable.isIn(plain)) {
            QuotedPrintable mail = QuotedPrintable.of(plain);
            this.texts = new ArrayList<>(mail.texts());
            this.first = mail.first();
        } else {
            this.texts = plain;
            this.first = List.of();
        }
        PasteLayout.of(texts).takeOff(texts);
        ForeignPrefix.of(texts).takeOff(texts);
        this.lines = new ArrayList<>(texts.size());
    }

    public static List<Line> lines(SourceText source) {
        Framing framing = new Framing(source);
        framing.run();
        return framing.lines;
    }

    private void run() {
        int at = 0;
        while (at < texts.size()) {
            Optional<StructuredLog.Entry> entry = StructuredLog.at(texts, at);
            if (entry.isPresent()) {
                addEntry(entry.get(), at);
                at += entry.get().lines();
            } else {
                addLine(at);
                at++;
            }
        }
        setYearsBack();
    }

    private void addEntry(StructuredLog.Entry entry, int at) {
        Cite cite = cite(at + entry.messageAt());
        if (entry.message().isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (String text : entry.message().stripTrailing().split("\n", -1)) {
            texts.addAll(RecordText.lines(text, entry.frame()));
        }
        for (String text : texts) {
            Optional<LogPrefix.Framed> inner = LogPrefix.of(text);
            if (inner.isPresent() && inner.get().width() < text.length()) {
                Frame own = inner.get().frame();
                Frame outer = entry.frame();
                add(cite, inner.get().text(), merged(own, outer));
            } else {
                add(cite, text, entry.frame());
            }
        }
    }

    private static Frame merged(Frame own, Frame outer) {
        return new Frame(
                outer.stamp().isPresent() ? outer.stamp() : own.stamp(),
                own.host().isPresent() ? own.host() : outer.host(),
                own.tag().isEmpty() ? outer.tag() : own.tag(),
                own.pid().isPresent() ? own.pid() : outer.pid(),
                own.caller());
    }

    private void addLine(int at) {
        String text = texts.get(at);
        Cite cite = cite(at);
        Optional<LogPrefix.Framed> read = LogPrefix.of(text);
        if (read.isEmpty()) {
            if (!(kmsg && text.startsWith(" ") && text.indexOf('=') > 0)) {
                kmsg = false;
                add(cite, text, Frame.NONE);
            }
            return;
        }
        LogPrefix.Framed framed = read.get();
        kmsg = framed.kmsg();
        Frame frame = dated(framed);
        if (partial && !lines.isEmpty()) {
            Line head = lines.removeLast();
            lines.add(new Line(head.cite(), head.text() + framed.text(), head.frame()));
        } else {
            for (String part : RecordText.lines(framed.text(), frame)) {
                add(cite, part, frame);
            }
        }
        partial = framed.partial();
    }

    private void add(Cite cite, String text, Frame frame) {
        lines.add(new Line(cite, text.stripTrailing(), frame));
    }

    private Cite cite(int at) {
        SourceLine line = source.lines().get(first.isEmpty() ? at : first.get(at));
        return new Cite(source.path(), line.number(), line.text());
    }

    /// The frame with the time of `dmesg -H` made absolute, and turns of the year noted.
    private Frame dated(LogPrefix.Framed framed) {
        Frame frame = framed.frame();
        Optional<Stamp> stamp = frame.stamp();
        if (stamp.isEmpty() && framed.since().isPresent() && absolute.isPresent()) {
            stamp = Optional.of(later(absolute.get(), framed.since().getAsLong()));
            absolute = stamp;
            return new Frame(stamp, frame.host(), frame.tag(), frame.pid(), frame.caller());
        }
        if (stamp.isPresent() && stamp.get().local().isPresent()) {
            absolute = stamp;
            if (!stamp.get().yearKnown()) {
                noteTurn(stamp.get().local().get());
                previous = stamp;
            }
        }
        return frame;
    }

    private static Stamp later(Stamp stamp, long micros) {
        return new Stamp(
                stamp.text(),
                Optional.empty(),
                stamp.local().map(local -> local.plusNanos(micros * 1_000)),
                stamp.yearKnown(),
                OptionalLong.empty());
    }

    private void noteTurn(LocalDateTime now) {
        LocalDateTime before = previous.flatMap(Stamp::local).orElse(now);
        if (before.getMonthValue() - now.getMonthValue() > 6) {
            turnsOfYear.add(lines.size());
        }
    }

    /// Lines before a turn of the year belong to the year before, so that order is kept.
    private void setYearsBack() {
        for (int turn : turnsOfYear) {
            for (int i = 0; i < turn; i++) {
                lines.set(i, yearBack(lines.get(i)));
            }
        }
    }

    private static Line yearBack(Line line) {
        Optional<Stamp> stamp = line.frame().stamp();
        if (stamp.isEmpty() || stamp.get().yearKnown() || stamp.get().local().isEmpty()) {
            return line;
        }
        Stamp old = stamp.get();
        Stamp back =
                new Stamp(
                        old.text(),
                        old.instant(),
                        old.local().map(local -> local.minusYears(1)),
                        false,
                        old.bootMicros());
        Frame frame = line.frame();
        return new Line(
                line.cite(),
                line.text(),
                new Frame(
                        Optional.of(back), frame.host(), frame.tag(), frame.pid(), frame.caller()));
    }
}
