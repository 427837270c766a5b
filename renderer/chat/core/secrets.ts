// Ids and secrets. `crypto.randomUUID` is not there on plain http; `getRandomValues` is everywhere.

/** Fills with random bytes, as `crypto.getRandomValues`. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

export interface Identity {
  id: string;
  /** Binds the id in one room; never sent to another */
  token: string;
  /** As the room took it last; "" before the first time */
  name: string;
  /** ISO time */
  createdAt: string;
}

/** Somebody new. 32 random bytes are the secret. */
export function makeIdentity(fill: FillRandom, now: number): Identity {
  return {
    id: makeUuid(fill),
    token: base64url(randomBytes(fill, 32)),
    name: '',
    createdAt: new Date(now).toISOString(),
  };
}

/** Version 4. */
export function makeUuid(fill: FillRandom): string {
  const bytes = randomBytes(fill, 16);
  const marked = bytes.map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function randomBytes(fill: FillRandom, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  fill(bytes);
  return bytes;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
