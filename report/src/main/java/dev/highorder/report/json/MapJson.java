/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.json;

import dev.highorder.core.census.NodeMap;
import dev.highorder.core.model.Problem;
import dev.highorder.core.pagemap.BlockState;
import dev.highorder.core.pagemap.PageKind;
import dev.highorder.core.pagemap.PageMap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A page map as JSON (`docs/reference/map-v1.schema.json`). What is not known has no key.
public final class MapJson {

    private static final String SCHEMA = "highorder.dev/map/v1";

    /// Frames that are named one by one: more are no help to anybody.
    private static final int NAMED = 32;

    private final JsonSink json;

    private MapJson(JsonSink json) {
        this.json = json;
    }

    /// Writes the map in UTF-8; the stream stays open.
    ///
    /// @throws IOException as the stream does
    public static void write(NodeMap map, OutputStream out) throws IOException {
        JsonSink.write(out, json -> new MapJson(json).map(map));
    }

    private void map(NodeMap map) {
        json.text("schema", SCHEMA);
        json.number("pageblockOrder", map.pageblockOrder());
        json.objects("zones", map.zones(), this::zone);
        json.objects("agreement", map.agreement(), this::agreement);
        missing(json, map.missing());
        problems(json, map.problems());
    }

    private void zone(NodeMap.Zone zone) {
        zone.id()
                .ifPresent(id -> {
                    json.number("node", id.node());
                    json.text("zone", id.zone());
                });
        json.number("startPfn", zone.startPfn());
        json.number("pageblocks", zone.pageblocks());
        if (zone.seen().isPresent()) {
            seen(zone.seen().get());
        } else if (zone.freePages().isPresent()) {
            json.object("pages", () -> json.number("free", zone.freePages()));
        }
        if (!zone.byType().isEmpty()) {
            json.object(
                    "byMigratetype",
                    () ->
                            zone.byType()
                                    .forEach((type, blocks) ->
                                            json.number(type.printedName(), blocks)));
        }
    }

    private void seen(PageMap.Zone zone) {
        json.object(
                "byState",
                () -> {
                    for (BlockState state : BlockState.values()) {
                        json.number(state.word(), zone.blocks(state));
                    }
                });
        json.object(
                "pages",
                () -> {
                    for (PageKind kind : PageKind.values()) {
                        json.number(kind.word(), zone.pages(kind));
                    }
                });
        json.objects("cheapest", zone.cheapest(), this::blockers);
    }

    private void blockers(PageMap.Blockers block) {
        json.number("startPfn", block.startPfn());
        json.number("blockers", block.count());
        json.object(
                "kinds",
                () -> block.kinds().forEach((kind, pages) -> json.number(kind.word(), pages)));
        if (block.count() <= NAMED) {
            json.numbers("pfns", block.pfns());
        }
    }

    private void agreement(NodeMap.Agreement agreement) {
        json.text("what", agreement.what());
        json.number("ours", agreement.ours());
        json.number("kernels", agreement.kernels());
    }

    static void missing(JsonSink json, List<dev.highorder.core.diagnosis.Missing> missing) {
        json.objects(
                "missing",
                missing,
                item -> {
                    json.text("what", item.what());
                    json.text("why", item.why());
                    json.command("command", item.command());
                });
    }

    static void problems(JsonSink json, List<Problem> problems) {
        json.objects(
                "problems",
                problems,
                problem -> {
                    json.text("path", problem.path());
                    json.number("line", problem.line());
                    json.text("message", problem.message());
                });
    }
}
