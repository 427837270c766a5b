// The jump dialog.

const en = {
  title: 'Jump to a channel or person',
  placeholder: 'Channel or person',
  results: 'Matches',
  channel: 'channel',
  person: 'person',
  away: 'away',
  mentions: (name: string) => `writes @${name}`,
  nothing: 'Nothing matches',
  nothingHint: 'Fewer letters find more.',
  count: (count: number) => (count === 1 ? 'one match' : `${String(count)} matches`),
};

const de: typeof en = {
  title: 'Zu Kanal oder Person springen',
  placeholder: 'Kanal oder Person',
  results: 'Treffer',
  channel: 'Kanal',
  person: 'Person',
  away: 'abwesend',
  mentions: (name) => `schreibt @${name}`,
  nothing: 'Nichts passt',
  nothingHint: 'Weniger Buchstaben finden mehr.',
  count: (count) => (count === 1 ? 'ein Treffer' : `${String(count)} Treffer`),
};

export const jumpTexts = { en, de };
