// Socket.IO's packets with payloads that are JSON already.
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';

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
