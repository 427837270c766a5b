// Many people get the same messages, the newest of a channel, and these can be long: their bytes are made once
// and are in memory once, however many connections have not taken them yet.
import type { EncodedSnapshot } from '../chat/channels/channel-service.ts';
import type { Page } from '../chat/ports/chat-store.ts';
import { frameHeader } from './encoding.ts';
import type { SlowConsumers } from './connections/slow-consumers.ts';
import type { ChatServerSocket } from './types.ts';

export interface SharedMessages {
  /** An old client's list of a channel. */
  sendList(socket: ChatServerSocket, channelId: string, page: Page): void;
  /** The answer to a join; `id` is the acknowledgement's number. */
  sendSnapshot(socket: ChatServerSocket, id: number, snapshot: EncodedSnapshot): void;
}

/** What follows the messages in a packet: they are the last of its payload. */
const END = '}]';

export function createSharedMessages(
  slowConsumers: Pick<SlowConsumers, 'beforeShared' | 'sent'>,
): SharedMessages {
  const tails = new WeakMap<Page, Buffer>();
  const tailOf = (page: Page): Buffer => {
    const known = tails.get(page);
    if (known) return known;
    const tail = Buffer.from(`${page.json}${END}`);
    tails.set(page, tail);
    return tail;
  };

  /** `start`: of a packet of Socket.IO, up to the messages */
  const send = (socket: ChatServerSocket, start: string, page: Page): void => {
    const tail = tailOf(page);
    if (slowConsumers.beforeShared(socket, tail)) return;
    // Engine.IO's "message" goes before it
    const first = Buffer.from(`4${start}`);
    // what Socket.IO's own adapter passes on; Engine.IO's types do not know it
    const options: object = {
      wsPreEncodedFrame: [Buffer.concat([frameHeader(first.length + tail.length), first]), tail],
    };
    const { conn } = socket;
    conn.write(`${start}${page.json}${END}`, options, () => {
      slowConsumers.sent(conn, tail);
    });
  };

  return {
    sendList(socket, channelId, page) {
      send(socket, `2["channel_messages",{"channel_id":${JSON.stringify(channelId)},"messages":`, page);
    },
    sendSnapshot(socket, id, { page, ...others }) {
      const head = JSON.stringify({ ok: true, ...others }).slice(0, -1);
      send(socket, `3${String(id)}[${head},"${others.reset ? 'messages' : 'changes'}":`, page);
    },
  };
}
