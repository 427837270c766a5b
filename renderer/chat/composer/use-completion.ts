import { useMemo, useState } from 'react';
import { searchEmoji } from '../emoji/emoji-data.ts';
import { useEmoji } from '../emoji/use-emoji.ts';
import { useChat } from '../use-chat.ts';
import { fitting, queryAt, type Query } from './completion.ts';

const MOST = 8;

export interface Choice {
  key: string;
  kind: 'person' | 'channel' | 'emoji';
  /** What is shown */
  name: string;
  /** What is written */
  text: string;
  /** An emoji's short name */
  hint: string;
}

export interface Completion {
  query: Query;
  choices: readonly Choice[];
  /** Index of the chosen one */
  at: number;
  move: (step: number) => void;
  dismiss: () => void;
}

/** What may be meant at the caret; null where nothing is, or it was dismissed. */
export function useCompletion(text: string, caret: number): Completion | null {
  const query = useMemo(() => queryAt(text, caret), [text, caret]);
  const people = useChat((now) => now.people);
  const channels = useChat((now) => now.channels);
  const order = useChat((now) => now.order);
  const meId = useChat(({ me }) => me.id);
  const emoji = useEmoji(query?.sign === ':');
  // by what was typed: another letter begins at the first again, and opens what was dismissed only at another
  // sign
  const id = query === null ? '' : `${String(query.from)} ${query.text}`;
  const [place, setPlace] = useState({ id: '', at: 0 });
  const [dismissed, setDismissed] = useState(-1);

  const choices = useMemo((): Choice[] => {
    if (query === null) return [];
    switch (query.sign) {
      case '@': {
        const names = Array.from(people.values())
          .filter((person) => person.id !== meId)
          .toSorted((a, b) => a.name.localeCompare(b.name));
        return fitting(query.text, names, MOST).map((person) => ({
          key: person.id,
          kind: 'person',
          name: person.name,
          text: `@${person.name} `,
          hint: '',
        }));
      }
      case '#': {
        const rooms = order.flatMap((channelId) => channels.get(channelId) ?? []);
        return fitting(query.text, rooms, MOST).map((channel) => ({
          key: channel.id,
          kind: 'channel',
          name: channel.name,
          text: `#${channel.name} `,
          hint: '',
        }));
      }
      case ':':
        return searchEmoji(emoji?.entries ?? [], query.text, MOST).map((entry) => ({
          key: entry.emoji,
          kind: 'emoji',
          name: entry.label,
          text: `${entry.emoji} `,
          hint: entry.codes[0] === undefined ? '' : `:${entry.codes[0]}:`,
        }));
    }
  }, [query, people, channels, order, meId, emoji]);

  if (query === null || choices.length === 0 || dismissed === query.from) return null;
  const at = place.id === id ? Math.min(place.at, choices.length - 1) : 0;
  return {
    query,
    choices,
    at,
    move: (step) => {
      setPlace({ id, at: (at + step + choices.length) % choices.length });
    },
    dismiss: () => {
      setDismissed(query.from);
    },
  };
}
