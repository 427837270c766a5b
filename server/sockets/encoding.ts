// Socket.IO's packets with payloads that are JSON already, and the frames they go in.
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

/** A payload that is JSON already; `chatParser` puts it into the packet as it is. */
export class EncodedPayload {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** An answer that sends itself. Socket.IO gives the acknowledgement's id only to the encoder, which passes it on. */
export class SelfSent {
  readonly send: (id: number) => void;

  constructor(send: (id: number) => void) {
    this.send = send;
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
    if (packet.type === PacketType.ACK && packet.id !== undefined && isList(data)) {
      const [answer] = data;
      if (answer instanceof SelfSent) {
        answer.send(packet.id);
        return [];
      }
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

/** The header of a websocket's frame that is a whole text of `length` bytes, not masked (RFC 6455, 5.2). */
export function frameHeader(length: number): Buffer {
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
