import { useState } from 'react';
import type { ChannelInfo } from '../../../main/ipc/contract.ts';
import { useCall } from '../call.ts';
import { inOrder, moved } from './channel-order.ts';

/** The channels as the host has ordered them, at once; the server's answer follows. */
export function useChannelOrder(channels: readonly ChannelInfo[]): {
  ordered: ChannelInfo[];
  move: (from: number, to: number) => void;
} {
  const call = useCall();
  const [wanted, setWanted] = useState<{ of: readonly ChannelInfo[]; ids: string[] }>();
  // what the server told since then counts
  const ordered = wanted?.of === channels ? inOrder(channels, wanted.ids) : [...channels];
  const move = async (from: number, to: number): Promise<void> => {
    const ids = moved(ordered, from, to).map(({ id }) => id);
    setWanted({ of: channels, ids });
    if (!(await call('reorderChannels', ids)).ok) setWanted(undefined);
  };
  return {
    ordered,
    move: (from, to) => {
      void move(from, to);
    },
  };
}
