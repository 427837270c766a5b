import { useEffect, useState } from 'react';
import { useChat, useClient } from './use-chat.ts';

export interface UsedPart<T> {
  /** null until it is there */
  part: T | null;
  hasFailed: boolean;
  retry: () => void;
}

/**
 * A part of the page that lies in a file of its own, from when it is wanted. What failed is tried again when
 * the connection is back. `load` is declared outside of components; another one is another part.
 */
export function usePart<T>(load: () => Promise<T>, isWanted: boolean, afterMs = 0): UsedPart<T> {
  const client = useClient();
  const [loaded, setLoaded] = useState<{ by: () => Promise<T>; part: T } | null>(null);
  const part = loaded?.by === load ? loaded : null;
  const [hasFailed, setHasFailed] = useState(false);
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  // wanted more, or with a connection again: what failed may go now
  const chance = `${String(isOnline)} ${String(isWanted)} ${String(afterMs)}`;
  const [lastChance, setLastChance] = useState(chance);
  if (chance !== lastChance) {
    setLastChance(chance);
    setHasFailed(false);
  }
  useEffect(() => {
    if (part !== null || !isWanted || hasFailed) return undefined;
    let isNeeded = true;
    const fetchPart = async (): Promise<void> => {
      try {
        const here = await client.loadPart(load);
        if (isNeeded) setLoaded({ by: load, part: here });
      } catch {
        if (isNeeded) setHasFailed(true);
      }
    };
    const timer = setTimeout(() => {
      void fetchPart();
    }, afterMs);
    return () => {
      isNeeded = false;
      clearTimeout(timer);
    };
  }, [client, load, isWanted, hasFailed, afterMs, part]);
  return {
    part: part?.part ?? null,
    hasFailed,
    retry: () => {
      setHasFailed(false);
    },
  };
}
