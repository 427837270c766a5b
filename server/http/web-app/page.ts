// A small page: text in one language, no script.
import type { Request } from 'express';
import { ICON_SVG } from './icon.ts';
import { PAGE_STYLE } from './page-style.ts';

/** HTML that is whole; only `html` makes it. */
export interface Html {
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A template whose values are text and are escaped, but for those made by `html` itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  const text = (value: string | number | Html | undefined) =>
    typeof value === 'object' ? value.html : escapeHtml(String(value ?? ''));
  return { html: parts.reduce((before, part, index) => before + text(values[index - 1]) + part) };
}

export type Language = 'de' | 'en';

/** The language of our own pages that the browser prefers; English if it wants neither. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['en', 'de']) === 'de' ? 'de' : 'en';
}

/** The whole document around a page's content. */
export function page(language: Language, title: string, content: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${{ html: PAGE_STYLE }}</style>
</head>
<body>
<main>
<header>${{ html: ICON_SVG }}Lanline</header>
${content}
</main>
</body>
</html>
`.html;
}
