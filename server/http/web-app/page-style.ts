// The look of the few pages that the server writes itself. It is in the page, since a page for a refused Host
// can load nothing more.
import { createHash } from 'node:crypto';

export const PAGE_STYLE = `
:root{color-scheme:light dark;--page:#fcfcfa;--raised:#fff;--line:#e3e3df;--ink:#1b2528;--soft:#475357;--accent:#005f62;--mark:#1f8a4c;
font:16px/1.5 system-ui,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){:root{--page:#151d1e;--raised:#202a2b;--line:#2f3a3b;--ink:#eeefea;--soft:#b7c3c0;--accent:#7fd3cf;--mark:#58c98a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;grid-template-columns:minmax(0,34rem);place-content:center;padding:24px 16px;background:var(--page);color:var(--ink)}
main{padding:32px;background:var(--raised);border:1px solid var(--line);border-radius:10px}
header{display:flex;gap:12px;align-items:center;margin-bottom:24px;color:var(--soft);font-size:15px}
header svg{display:block}
h1{margin:0 0 8px;font-size:30px;line-height:36px;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{margin:24px 0 8px;font-size:15px;line-height:22px}
p{margin:0 0 12px;color:var(--soft)}
p.here{color:var(--ink)}
p.here::before{content:"";display:inline-block;width:9px;height:9px;margin-right:8px;border-radius:50%;background:var(--mark)}
p.nobody::before{box-sizing:border-box;background:none;border:2px solid var(--soft)}
pre{margin:0 0 12px;padding:12px;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;background:var(--page);color:var(--ink)}
pre,code{font:13px/20px ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,monospace}
main>:last-child{margin-bottom:0}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:6px}
@media (max-width:30rem){main{padding:24px 20px}h1{font-size:24px;line-height:30px}}
`;

/** The source that lets exactly this style sheet through the Content-Security-Policy. */
export const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;
