import { createElement, type ComponentType } from 'react';
import { PartFailed } from '../part-failed.tsx';
import { useChat } from '../use-chat.ts';
import { usePart } from '../use-part.ts';
import { usePanels } from './panels.ts';

/** After the first messages are painted, before anybody can have wanted it */
const AHEAD_MS = 1_000;

export interface PartProps<P extends object> {
  /** Declared outside of components: another one is another part */
  load: () => Promise<ComponentType<P>>;
  isWanted: boolean;
  props: P;
}

/**
 * A part of the page that lies in a file of its own. It is fetched as soon as there is time: when the
 * connection is gone it could not be any more. What failed is tried again when it is wanted, or when the
 * connection is back.
 */
export function Part<P extends object>({ load, isWanted, props }: PartProps<P>) {
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  const { show } = usePanels();
  const { part, hasFailed, retry } = usePart(load, isWanted || isOnline, isWanted ? 0 : AHEAD_MS);
  if (part) return createElement(part, props);
  return isWanted && hasFailed ? (
    <PartFailed
      onRetry={retry}
      onClose={() => {
        show(null);
      }}
    />
  ) : null;
}
