// Tabs of one person share what is kept on the device. Each sends what was written in it; of the rest they
// tell each other, where the browser lets them (BroadcastChannel). Where it does not, a tab learns that an
// entry of another is stored when its message comes: sending it once more changes nothing.

export type TabNews =
  /** The kept outbox of a room is another: something was dealt with, or left behind by a tab that closes */
  | { kind: 'outbox'; serverId: string }
  | { kind: 'preferences' }
  /** Somebody is at that tab; or nobody was at any for so long that the person counts as away */
  | { kind: 'active' }
  | { kind: 'idle' }
  /** The person has left this device */
  | { kind: 'left' };

export interface Tabs {
  tell(news: TabNews): void;
  onNews(listener: (news: TabNews) => void): void;
  close(): void;
}

export const noTabs: Tabs = { tell: () => undefined, onNews: () => undefined, close: () => undefined };

export function createTabs(): Tabs {
  if (typeof BroadcastChannel === 'undefined') return noTabs;
  const channel = new BroadcastChannel('lanline');
  return {
    tell(news) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- takes a BroadcastChannel for a window
      channel.postMessage(news);
    },
    onNews(listener) {
      channel.addEventListener('message', ({ data }: MessageEvent<TabNews>) => {
        listener(data);
      });
    },
    close() {
      channel.close();
    },
  };
}
