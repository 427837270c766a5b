// An old client's list of a channel is long, and many pages ask for the same one: its packet is made once for
// all of them, and its bytes are in memory once, however many connections have not taken them yet.
import { LRUCache } from 'lru-cache';
import { BUDGETS } from '../chat/access/budgets.ts';

export interface ListPacket {
  /** The messages in it, as they were given */
  messages: string;
  /** As Engine.IO takes it */
  text: string;
  /** The same as a frame of a websocket, in two pieces: what `ws` takes as it is */
  frame: readonly [header: Buffer, payload: Buffer];
}

export type ListPackets = (channelId: string, messages: string) => ListPacket;

/** Returns the packet of a channel's newest list; lists are kept within a budget. */
export function createListPackets(): ListPackets {
  const kept = new LRUCache<string, ListPacket>({
    maxSize: BUDGETS.keptLists,
    sizeCalculation: ({ text, frame: [, payload] }) => 2 * text.length + payload.length,
  });
  return (channelId, messages) => {
    const known = kept.get(channelId);
    if (known?.messages === messages) return known;
    // Socket.IO's EVENT
    const text = `2["channel_messages",{"channel_id":${JSON.stringify(channelId)},"messages":${messages}}]`;
    // Engine.IO's "message" goes before it
    const payload = Buffer.from(`4${text}`);
    const packet: ListPacket = { messages, text, frame: [header(payload.length), payload] };
    kept.set(channelId, packet);
    return packet;
  };
}

/** RFC 6455, 5.2: a whole text, not masked. */
function header(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length]);
  if (length <= 0xffff) {
    const short = Buffer.from([0x81, 126, 0, 0]);
    short.writeUInt16BE(length, 2);
    return short;
  }
  const long = Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}
