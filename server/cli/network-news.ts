// What the terminal says below the banner when the network changes.
import type { NetworkState } from '../runtime/server-events.ts';

/**
 * Answers, for each state of the network that is told, the lines to show: only what is new to who has read
 * the banner.
 */
export function createNetworkNews({ addresses: [shown] }: NetworkState): (state: NetworkState) => string[] {
  let best = shown?.url;
  let name: string | undefined;

  return ({ addresses, localName }) => {
    const lines: string[] = [];
    const now = addresses[0]?.url;
    if (now !== best)
      lines.push(
        now === undefined
          ? 'There is no network any more. The room stays open and will be found when there is one.'
          : `The network changed: the room is now at ${now}`,
      );
    if (localName && localName.url !== name) lines.push(`Also under ${localName.url}`);
    best = now;
    name = localName?.url ?? name;
    return lines;
  };
}
