import { useMemo } from 'react';
import type { Message } from '../core/model.ts';
import { mentions } from '../core/mentions.ts';
import { createMarker, type Marker } from '../markdown/marks.ts';
import { useChat } from '../use-chat.ts';

export interface Naming {
  marker: Marker;
  /** Whether a text is meant for me */
  isForMe: (text: string) => boolean;
}

/** Finds names of people who are or were here, and of channels. The same until one of them changes. */
export function useNaming(messages: readonly Message[]): Naming {
  const people = useChat((now) => now.people);
  const channels = useChat((now) => now.channels);
  const me = useChat((now) => now.me.name);
  // as texts: what they are made of changes with every message
  const names = JSON.stringify(
    [
      ...new Set([
        ...Array.from(people.values(), ({ name }) => name),
        ...messages.map(({ username }) => username),
      ]),
    ].toSorted(),
  );
  const rooms = JSON.stringify(Array.from(channels.values(), ({ id, name }) => ({ id, name })));
  return useMemo(() => {
    const known = JSON.parse(names) as string[];
    return {
      marker: createMarker({
        names: known,
        me,
        channels: JSON.parse(rooms) as { id: string; name: string }[],
      }),
      isForMe: (text) => mentions(text, me, known),
    };
  }, [names, rooms, me]);
}
