/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

/// The look of a page map. The page's policy allows these very bytes and nothing else.
final class MapStyle {

    static final String CSS =
            """
            :root {
              color-scheme: light dark;
              --bg: #ffffff; --fg: #1c2128; --dim: #57606a; --line: #d1d9e0;
              --free: #c8ced6; --movable: #58a6ff; --reclaimable: #35b8a0; --unmovable: #cf222e; --pinned: #d63ad6;
              --reserved: #484f58; --huge: #8957e5; --offline: #8a5a1f; --mixed: #f0a020;
            }
            @media (prefers-color-scheme: dark) {
              :root { --bg: #0d1117; --fg: #e6edf3; --dim: #a6b0bb; --line: #3d444d; --free: #6e7681; --reserved: #30363d; }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0 auto; max-width: 70rem; padding: 1.25rem; background: var(--bg); color: var(--fg);
              font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere;
            }
            svg.map { display: block; width: 100%; height: auto; margin: .6rem 0; }
            .s-free { fill: var(--free); --c: var(--free); }
            .s-movable { fill: var(--movable); --c: var(--movable); }
            .s-reclaimable { fill: var(--reclaimable); --c: var(--reclaimable); }
            .s-unmovable { fill: var(--unmovable); --c: var(--unmovable); }
            .s-pinned { fill: var(--pinned); --c: var(--pinned); }
            .s-reserved { fill: var(--reserved); --c: var(--reserved); }
            .s-huge { fill: var(--huge); --c: var(--huge); }
            .s-offline { fill: var(--offline); --c: var(--offline); }
            .s-mixed { fill: var(--mixed); --c: var(--mixed); }
            rect:hover { stroke: var(--fg); stroke-width: 2; }
            i { display: inline-block; width: .8em; height: .8em; background: var(--c); border: 1px solid var(--line); }
            .filters { border: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; }
            .filters:has(#show-free:not(:checked)) ~ .zone rect.s-free,
            .filters:has(#show-movable:not(:checked)) ~ .zone rect.s-movable,
            .filters:has(#show-reclaimable:not(:checked)) ~ .zone rect.s-reclaimable,
            .filters:has(#show-unmovable:not(:checked)) ~ .zone rect.s-unmovable,
            .filters:has(#show-pinned:not(:checked)) ~ .zone rect.s-pinned,
            .filters:has(#show-reserved:not(:checked)) ~ .zone rect.s-reserved,
            .filters:has(#show-huge:not(:checked)) ~ .zone rect.s-huge,
            .filters:has(#show-offline:not(:checked)) ~ .zone rect.s-offline,
            .filters:has(#show-mixed:not(:checked)) ~ .zone rect.s-mixed { opacity: .08; }
            table { border-collapse: collapse; margin: .5rem 0; }
            th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--line); }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            .small, footer { color: var(--dim); font-size: .875rem; }
            """;

    private MapStyle() {}

    /// What the page's policy allows.
    static String hash() {
        return StyleSheet.hashOf(CSS);
    }
}
