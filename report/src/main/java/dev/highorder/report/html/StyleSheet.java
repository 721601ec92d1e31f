/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The look of the page, light and dark, narrow and wide. The page's policy allows these very bytes and nothing else.
final class StyleSheet {

    static final String CSS =
            """
            :root {
              color-scheme: light dark;
              --bg: #ffffff; --card: #f6f8fa; --line: #d1d9e0; --fg: #1c2128; --dim: #57606a;
              --link: #0757ba; --bad: #b4232c; --doubt: #855400; --good: #1a6e31;
              --sick: #bc4c00; --healthy: #2a6fc9; --asked: #fbe9b0;
              --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
              --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --bg: #0d1117; --card: #161b22; --line: #3d444d; --fg: #e6edf3; --dim: #a6b0bb;
                --link: #74b2ff; --bad: #ff7b72; --doubt: #e0a93b; --good: #5cc972;
                --sick: #f08b4a; --healthy: #79b8ff; --asked: #4a3b12;
              }
            }
            * { box-sizing: border-box; }
            html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
            body {
              margin: 0 auto; max-width: 70rem; padding: 1.25rem 1.25rem 3rem; background: var(--bg); color: var(--fg);
              font: 1rem/1.55 var(--sans); overflow-wrap: anywhere;
            }
            h1 { font-size: clamp(1.25rem, 1rem + 1.6vw, 1.75rem); line-height: 1.25; margin: .5rem 0; text-wrap: balance; }
            h2 { font-size: 1.2rem; margin: 2.5rem 0 .9rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
            h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
            h4 { font: 600 .85rem var(--mono); margin: 1rem 0 .3rem; }
            p { margin: .4rem 0; }
            a { color: var(--link); text-underline-offset: .15em; }
            :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
            article + article { margin-top: 4rem; padding-top: 1rem; border-top: 3px double var(--line); }
            footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); }
            footer, .facts, .legend, .small { color: var(--dim); font-size: .875rem; }
            .verdict { border: 1px solid var(--line); border-left: .5rem solid var(--doubt); border-radius: .6rem; padding: 1rem 1.25rem; background: var(--card); }
            .verdict.bad { border-left-color: var(--bad); }
            .verdict.good { border-left-color: var(--good); }
            .verdict .whose { font: 600 .9rem var(--mono); color: var(--dim); margin: 0 0 .3rem; }
            .verdict .word { font-weight: 700; font-size: 1.1rem; margin-right: .3rem; }
            .verdict .lead { max-width: 60rem; }
            .verdict .first { margin: .5rem 0; }
            .bad .word { color: var(--bad); } .good .word { color: var(--good); } .doubt .word { color: var(--doubt); }
            .chip {
              display: inline-block; font-size: .78rem; line-height: 1.5; border: 1px solid currentColor; border-radius: 1rem;
              padding: 0 .6rem; margin-right: .2rem; color: var(--dim); white-space: nowrap;
            }
            .chip.critical, .chip.risk-high { color: var(--bad); }
            .chip.warning, .chip.risk-medium { color: var(--doubt); }
            .chip.lasting, .chip.clear { color: var(--good); }
            nav.parts { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 1rem 0 0; font-size: .92rem; }
            nav.parts a { padding: .25rem 0; }
            nav.nodes { margin-bottom: 1.25rem; }
            nav.nodes ol { margin: .3rem 0; padding-left: 1.6rem; }
            .pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem 2.5rem; }
            @media (min-width: 56rem) {
              .pair > div > :first-child { margin-top: 0; }
              .pair { grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); }
              .pair.even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
              .columns, .cards { columns: 2; column-gap: 2.5rem; }
            }
            svg { display: block; width: 100%; height: auto; overflow: visible; }
            svg.graph { max-width: 27rem; }
            svg.timeline { max-width: 27rem; }
            svg.chart { max-width: 30rem; }
            svg text { font: 14px var(--sans); fill: var(--fg); }
            svg .tick { font-size: 12px; fill: var(--dim); }
            svg .label { font-size: 12px; font-weight: 700; fill: var(--dim); letter-spacing: .03em; }
            svg .place { font: 12px var(--mono); fill: var(--link); }
            svg .fixed { font: 12px var(--mono); }
            svg .strong { font-weight: 700; fill: var(--fg); }
            svg .middle { text-anchor: middle; }
            svg .end { text-anchor: end; }
            svg a { text-decoration: none; }
            svg.timeline a .words { fill: var(--link); }
            svg.timeline a:hover .words { text-decoration: underline; }
            .node { fill: var(--card); stroke: var(--line); }
            .node.cause { stroke: var(--fg); stroke-width: 2; }
            .node.aside { fill: none; stroke: var(--dim); stroke-dasharray: 4 3; }
            a:hover .node, a:hover .mark { stroke: var(--link); stroke-width: 2; }
            .mark { fill: var(--bg); stroke: var(--line); }
            .edge { stroke: var(--dim); stroke-width: 1.5; fill: none; }
            .edge.broken { stroke-dasharray: 3 3; }
            .head { fill: var(--dim); }
            .axis { stroke: var(--dim); fill: none; }
            .grid { stroke: var(--line); fill: none; }
            .sick { fill: var(--sick); background: var(--sick); }
            .good ~ section .sick { fill: var(--good); background: var(--good); }
            .healthy { fill: var(--bg); background: var(--bg); stroke: var(--healthy); stroke-width: 1.5; }
            .asked { fill: var(--asked); background: var(--asked); }
            .track { fill: var(--card); stroke: var(--line); }
            .free { fill: var(--healthy); background: var(--healthy); }
            .free.short { fill: var(--bad); }
            path.mark { fill: none; stroke: var(--fg); stroke-width: 2; }
            .dot { fill: var(--bg); stroke: var(--bad); stroke-width: 2.5; }
            .dot.failure { fill: var(--bad); }
            .dot.snapshot { stroke: var(--healthy); }
            .dot.remedy { stroke: var(--good); stroke-dasharray: 3 2; }
            .cross { stroke: var(--bg); stroke-width: 2; fill: none; }
            .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 .8em; border: 1.5px solid transparent; }
            .key.healthy { border-color: var(--healthy); }
            .legend .key:first-child { margin-left: 0; }
            ul.plain, ol.cards, ol.lines { list-style: none; padding: 0; margin: 0; }
            ul.plain > li { margin: 0 0 .8rem; break-inside: avoid; }
            ol.cards > li { border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem; margin: 0 0 1rem; break-inside: avoid; }
            ol.cards h3 { margin: 0 0 .3rem; }
            .cite, code, pre { font-family: var(--mono); font-size: .85em; }
            .cite { text-decoration: none; border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .5rem; white-space: nowrap; display: inline-block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
            .cite:hover { border-color: var(--link); }
            pre { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; margin: .5rem 0; white-space: pre-wrap; }
            ol.cards pre { background: var(--card); }
            ol.lines { border: 1px solid var(--line); border-radius: .4rem; }
            ol.lines li { display: flex; gap: .6rem; padding: .2rem .6rem; }
            ol.lines li + li { border-top: 1px solid var(--line); }
            ol.lines .no { color: var(--dim); font: .8rem/1.9 var(--mono); min-width: 3ch; text-align: right; flex: none; }
            ol.lines code { white-space: pre-wrap; line-height: 1.7; min-width: 0; }
            ol.lines.scroll li { width: max-content; min-width: 100%; }
            ol.lines.scroll code { white-space: pre; }
            ol.lines li:target { background: var(--asked); }
            ol.lines li:target, ol.cards li:target { outline: 2px solid var(--doubt); }
            table { border-collapse: collapse; font-size: .9rem; }
            th, td { padding: .25rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
            .pairs { width: 100%; }
            .pairs th { font-weight: 400; color: var(--dim); white-space: nowrap; padding-left: 0; width: 1%; }
            .pairs td { font-family: var(--mono); font-size: .85rem; }
            .figures { font-variant-numeric: tabular-nums; }
            .figures td, .figures thead th { text-align: right; white-space: nowrap; }
            .figures caption { text-align: left; font-weight: 600; padding: .6rem 0 .3rem; }
            tr.asked > * { background: var(--asked); font-weight: 700; }
            .scroll { overflow-x: auto; max-width: 100%; }
            .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; }
            details { margin: .6rem 0; }
            details.more { border-top: 1px solid var(--line); padding-top: .5rem; }
            summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
            @media print { body { max-width: none; } nav.parts, footer { display: none; } }
            """;

    private StyleSheet() {}

    /// The policy's word for these bytes.
    static String hash() {
        return hashOf(CSS);
    }

    /// The policy's word for a style sheet.
    static String hashOf(String css) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
