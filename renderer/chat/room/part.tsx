import { createElement, useEffect, useState, type ComponentType } from 'react';
import { useChat } from '../use-chat.ts';

/** After the first messages are painted, before anybody can have wanted it */
const AHEAD_MS = 300;

export interface PartProps<P extends object> {
  /** Declared outside of components: another one is another part */
  load: () => Promise<ComponentType<P>>;
  isWanted: boolean;
  props: P;
}

/**
 * A part of the page that lies in a file of its own. It is fetched as soon as there is time: when the connection is gone it could not be any more. What failed
 * is tried again when it is wanted, or when the connection is back.
 */
export function Part<P extends object>({ load, isWanted, props }: PartProps<P>) {
  const [part, setPart] = useState<ComponentType<P> | null>(null);
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  useEffect(() => {
    if (part !== null || (!isOnline && !isWanted)) return undefined;
    const fetchPart = async (): Promise<void> => {
      const here = await load();
      setPart(() => here);
    };
    const timer = setTimeout(() => { fetchPart().catch(() => undefined); }, isWanted ? 0 : AHEAD_MS);
    return () => { clearTimeout(timer); };
  }, [load, isWanted, isOnline, part]);
  return part && createElement(part, props);
}
