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
            :root{color-scheme:light dark;--bg:#fff;--fg:#1c2128;--dim:#59636e;--line:#d1d9e0;--card:#f6f8fa;--bad:#cf222e;--doubt:#9a6700;--good:#1a7f37;--link:#0969da;--sick:#d1622b;--healthy:#4c8bd6;--asked:#f5d06a55}
            @media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--line:#3d444d;--card:#151b23;--bad:#f85149;--doubt:#d29922;--good:#3fb950;--link:#58a6ff;--sick:#f0883e;--healthy:#79b0f0;--asked:#d2992240}}
            *{box-sizing:border-box}
            body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
            header,section{margin-bottom:1.5rem}
            h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .5rem}h2{font-size:1.1rem;margin:1.6rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}h3{font-size:1rem;margin:1rem 0 .3rem}h4{font:600 .85rem ui-monospace,monospace;margin:.8rem 0 .2rem}
            p{margin:.3rem 0}a{color:var(--link)}
            .verdict{border:1px solid var(--line);border-left:6px solid var(--doubt);border-radius:8px;padding:.8rem 1rem;background:var(--card)}
            .verdict.bad{border-left-color:var(--bad)}.verdict.good{border-left-color:var(--good)}
            .verdict .word{font-weight:700}.bad .word{color:var(--bad)}.good .word{color:var(--good)}.doubt .word{color:var(--doubt)}
            .facts,.seen,.legend,.small{color:var(--dim);font-size:.86rem}
            .pair{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2rem}
            @media(min-width:60rem){.pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
            svg{display:block;width:100%;max-width:34rem;height:auto}
            svg text{font:13px system-ui,sans-serif;fill:var(--fg)}svg .tick,svg .place{font-size:11px;fill:var(--dim)}svg .place{font-family:ui-monospace,monospace;fill:var(--link)}svg .label{font-weight:700;font-size:12px;fill:var(--dim)}
            .node{fill:var(--card);stroke:var(--line)}.node.cause{stroke:var(--bad);stroke-width:2}.node.aside{stroke-dasharray:4 3;fill:none}a:hover .node,a:focus .node{stroke:var(--link)}
            .edge{stroke:var(--dim);stroke-width:1.5;fill:none}.edge.broken{stroke-dasharray:3 3}.head{fill:var(--dim)}
            .axis{stroke:var(--dim);fill:none}.grid{stroke:var(--line);fill:none}
            rect.sick,.key.sick{fill:var(--sick);background:var(--sick)}rect.healthy,.key.healthy{fill:var(--healthy);background:var(--healthy)}.asked{fill:var(--asked);background:var(--asked)}
            .track{fill:var(--card);stroke:var(--line)}rect.free,.key.free{fill:var(--healthy);background:var(--healthy)}rect.short{fill:var(--bad)}
            .mark{stroke:var(--fg);stroke-width:2}.mark.min{stroke:var(--bad)}.mark.low{stroke:var(--doubt)}.mark.high{stroke:var(--good)}
            .dot{fill:var(--bg);stroke:var(--dim);stroke-width:2.5}.dot.symptom,.dot.failure{stroke:var(--bad)}.dot.snapshot{stroke:var(--healthy)}.dot.remedy{stroke:var(--good);stroke-dasharray:3 2}
            .key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .35em 0 .6em;border:1px solid var(--line)}
            ul.plain{list-style:none;padding:0;margin:0}ul.plain>li{margin:.5rem 0}
            .cite,code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.85em}
            .cite{white-space:nowrap;text-decoration:none;border:1px solid var(--line);border-radius:5px;padding:0 .35em}
            pre{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.55rem .7rem;margin:.35rem 0;overflow-x:auto;white-space:pre-wrap}
            .tag{font-size:.75rem;border:1px solid var(--line);border-radius:1rem;padding:.05rem .5rem;margin-right:.35rem;white-space:nowrap}.tag.critical,.tag.high{color:var(--bad);border-color:currentColor}.tag.warning,.tag.medium{color:var(--doubt);border-color:currentColor}.tag.lasting{color:var(--good);border-color:currentColor}
            ol.lines{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:6px;overflow:hidden}
            ol.lines li{display:flex;gap:.7rem;padding:.15rem .6rem;scroll-margin-top:1rem}ol.lines .no{color:var(--dim);font:.85em ui-monospace,monospace;min-width:2.5em;text-align:right;flex:none}ol.lines code{white-space:pre-wrap}
            ol.lines li:target{background:var(--asked);outline:2px solid var(--doubt)}
            .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}th,td{padding:.15rem .55rem;text-align:right;border-bottom:1px solid var(--line)}caption{text-align:left;font-weight:600;padding:.3rem 0}.facts-table td{text-align:left;font-family:ui-monospace,monospace}tr.asked td{background:var(--asked)}
            summary{cursor:pointer;color:var(--link)}
            """;

    private StyleSheet() {}

    /// The policy's word for these bytes.
    static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
