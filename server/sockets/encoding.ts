// Messages are encoded once. A legacy client's page asks for the newest thousand of them again and again, and
// many pages get the same ones.
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import type { Message } from '../../protocol/message.ts';

/** A payload that is JSON already; `chatParser` puts it into the packet as it is. */
export class EncodedPayload {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

class ChatEncoder extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const data: unknown = packet.data;
    if (packet.type === PacketType.EVENT && packet.nsp === '/' && isList(data)) {
      const [event, payload] = data;
      if (payload instanceof EncodedPayload)
        return [`${String(PacketType.EVENT)}[${JSON.stringify(event)},${payload.json}]`];
    }
    return super.encode(packet);
  }
}

// Array.isArray would make `any` of it
function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** Socket.IO's own wire format, to the byte. */
export const chatParser = { Encoder: ChatEncoder, Decoder };

/** Histories kept encoded: those of the channels that old pages are in. */
const KEPT = 8;

export interface MessageEncoding {
  /** `{channel_id, message}` */
  one(channelId: string, message: Message): EncodedPayload;
  /** `{channel_id, messages}`; `messages` must not be changed later. */
  many(channelId: string, messages: readonly Message[]): EncodedPayload;
}

export function createMessageEncoding(): MessageEncoding {
  const encoded = new WeakMap<Message, string>();
  const histories = new Map<
    string,
    { first: Message | undefined; last: Message | undefined; count: number; payload: EncodedPayload }
  >();

  const encode = (message: Message): string => {
    const known = encoded.get(message);
    if (known !== undefined) return known;
    const json = JSON.stringify(message);
    encoded.set(message, json);
    return json;
  };

  return {
    one: (channelId, message) =>
      new EncodedPayload(`{"channel_id":${JSON.stringify(channelId)},"message":${encode(message)}}`),
    many(channelId, messages) {
      const state = { first: messages[0], last: messages.at(-1), count: messages.length };
      const kept = histories.get(channelId);
      if (kept && kept.first === state.first && kept.last === state.last && kept.count === state.count)
        return kept.payload;
      const payload = new EncodedPayload(
        `{"channel_id":${JSON.stringify(channelId)},"messages":[${messages.map(encode).join(',')}]}`,
      );
      histories.delete(channelId);
      histories.set(channelId, { ...state, payload });
      const [oldest] = histories.keys();
      if (histories.size > KEPT && oldest !== undefined) histories.delete(oldest);
      return payload;
    },
  };
}
