// The highlighter: loaded with the first code block whose language it knows.
import type { LanguageFn } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const languages: Record<string, LanguageFn> = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  lua,
  php,
  powershell,
  python,
  r,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
};
const lowlight = createLowlight(languages);

export type Tone = 'keyword' | 'string' | 'number' | 'comment' | null;
export interface Run {
  text: string;
  tone: Tone;
}

const TONES: Record<string, Tone> = {
  keyword: 'keyword',
  built_in: 'keyword',
  literal: 'number',
  type: 'keyword',
  tag: 'keyword',
  name: 'keyword',
  'selector-tag': 'keyword',
  section: 'keyword',
  meta: 'comment',
  string: 'string',
  regexp: 'string',
  addition: 'string',
  attr: 'number',
  attribute: 'number',
  number: 'number',
  symbol: 'number',
  variable: 'number',
  comment: 'comment',
  quote: 'comment',
  deletion: 'comment',
  doctag: 'comment',
};

type Tree = ReturnType<typeof lowlight.highlight>;
type Child = Tree['children'][number];

/** The code in runs of one tone; null where the language is not known. */
export function highlight(lang: string, code: string): readonly Run[] | null {
  if (!lowlight.registered(lang)) return null;
  const runs: Run[] = [];
  const walk = (children: readonly Child[], tone: Tone): void => {
    for (const child of children) {
      if (child.type === 'text') runs.push({ text: child.value, tone });
      else if (child.type === 'element') walk(child.children, toneOf(child.properties['className']) ?? tone);
    }
  };
  walk(lowlight.highlight(lang, code).children, null);
  return runs;
}

function toneOf(classes: unknown): Tone {
  const name = Array.isArray(classes) ? String(classes[0]).replace(/^hljs-/u, '') : '';
  return Object.hasOwn(TONES, name) ? (TONES[name] ?? null) : null;
}
