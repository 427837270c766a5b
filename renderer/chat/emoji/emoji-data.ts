// The emoji with their names, from our own server: loaded when first looked for.
import type { Emoji, MessagesDataset } from 'emojibase';
import type { Language } from '../core/model.ts';

export interface EmojiEntry {
  emoji: string;
  label: string;
  tags: readonly string[];
  /** `thumbsup`, `+1`; the same in every language */
  codes: readonly string[];
  group: number;
  /** By tone, 1 (light) to 5 (dark) */
  skins: readonly string[];
}

export interface EmojiSet {
  entries: readonly EmojiEntry[];
  groups: readonly { index: number; label: string }[];
}

/** Of 2021: what is newer is an empty box on many devices that guests bring */
const NEWEST = 14;
/** Skin tones and hair by themselves */
const COMPONENTS = 2;

type Files = [{ default: Emoji[] }, { default: MessagesDataset }];
/** The package's own types of its files; what a compiler reads off the JSON depends on its settings. */
const typed = async (files: Promise<unknown>): Promise<Files> => (await files) as Files;

const FILES: Record<Language, () => Promise<Files>> = {
  en: async () =>
    typed(Promise.all([import('emojibase-data/en/data.json'), import('emojibase-data/en/messages.json')])),
  de: async () =>
    typed(Promise.all([import('emojibase-data/de/data.json'), import('emojibase-data/de/messages.json')])),
};

async function loadCodes(): Promise<ReadonlyMap<string, string | string[]>> {
  const { default: codes } = await import('emojibase-data/en/shortcodes/github.json');
  return new Map(Object.entries(codes));
}

async function loadEmoji(language: Language): Promise<EmojiSet> {
  const [[{ default: data }, { default: messages }], codes] = await Promise.all([
    FILES[language](),
    loadCodes(),
  ]);
  const entries = data
    .filter(({ group, version }) => group !== undefined && group !== COMPONENTS && version <= NEWEST)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(({ emoji, label, tags = [], group = 0, hexcode, skins = [] }): EmojiEntry => ({
      emoji,
      label,
      tags,
      group,
      codes: [codes.get(hexcode) ?? []].flat(),
      skins: skins.filter(({ tone }) => typeof tone === 'number').map((skin) => skin.emoji),
    }));
  const groups = messages.groups
    .filter(({ order }) => order !== COMPONENTS)
    .map(({ order, message }) => ({ index: order, label: message }));
  return { entries, groups };
}

/** For `usePart`: a part of the page for each language. */
export const EMOJI: Record<Language, () => Promise<EmojiSet>> = {
  en: () => loadEmoji('en'),
  de: () => loadEmoji('de'),
};

const words = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[_-]/gu, ' ');

/** How well an emoji fits: 0 is best, Infinity not at all. */
function rank({ label, tags, codes }: EmojiEntry, wanted: string): number {
  const names = [...codes, label].map(words);
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  const all = [...names, ...tags.map(words)];
  if (all.some((name) => name.split(' ').some((word) => word === wanted))) return 2;
  return all.some((name) => name.split(' ').some((word) => word.startsWith(wanted))) ? 3 : Infinity;
}

/** Those that fit, best first. */
export function searchEmoji(entries: readonly EmojiEntry[], query: string, most: number): EmojiEntry[] {
  const wanted = words(query).trim();
  if (wanted === '') return [];
  return entries
    .map((entry) => ({ entry, at: rank(entry, wanted) }))
    .filter(({ at }) => at < Infinity)
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ entry }) => entry);
}
