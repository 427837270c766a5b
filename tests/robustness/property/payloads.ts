// What somebody might send as an event's payload: anything at all, nearly the right thing, and the right
// thing in odd shapes.
import * as fc from 'fast-check';
import type { ClientEvent } from '../../../protocol/events.ts';

const anyUnits = fc.array(fc.nat(0xff_ff), { maxLength: 12 }).map((units) => String.fromCharCode(...units));
const oddText = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202egnp.exe',
  '\u200b',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '..',
  '../../x',
  'C:\\x',
  'CON',
  'general',
  'GENERAL',
  '\u001b[2J',
  '\r\n',
  '<script>alert(1)</script>',
  'ﬀ'.repeat(40),
  'a'.repeat(70),
  'ë'.repeat(300),
  '🎉'.repeat(500),
  'null',
  '1e999',
  'Z͑ͫ̓'.repeat(50),
);
export const text = fc.oneof(anyUnits, fc.string({ unit: 'binary', maxLength: 20 }), oddText);

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  Number.NaN,
  [],
  {},
  [[]],
  [null],
  [{}],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  { toJSON: 'x' },
  JSON.parse('{"then":1}'),
  { length: 1e9 },
  { type: 'Buffer', data: [1] },
  Buffer.from('bytes'),
  { file: Buffer.alloc(3) },
  nested(1_000, (inner) => [inner]),
  nested(1_000, (inner) => ({ a: inner })),
  Array.from({ length: 10_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`key${String(index)}`, index])),
  'x'.repeat(20_000),
);

/** Anything that can be put on the wire. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  odd,
  text,
  fc.anything({
    key: text,
    values: [text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)],
    maxDepth: 3,
    withNullPrototype: false,
  }),
);

const channel = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'general',
      'random',
      'help',
      'General',
      '__proto__',
      'constructor',
      'con',
      '-',
      '_',
      'nul',
    ),
  },
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
);
const status = fc.constantFrom('online', 'away', 'busy');
const user = fc
  .record(
    {
      id: fc.oneof(text, fc.uuid()),
      username: text,
      avatar: hostile,
      status: fc.oneof(status, text),
      createdAt: text,
      extra: hostile,
    },
    { requiredKeys: ['id', 'username'] },
  )
  .chain((known) =>
    fc.dictionary(text, fc.oneof(text, fc.integer()), { maxKeys: 3 }).map((more) => ({ ...more, ...known })),
  );
const draft = fc.record(
  {
    content: fc.oneof(
      text,
      fc.constant('a'.repeat(8_000)),
      fc.constant('🎉'.repeat(8_001)),
      fc.constant(null),
    ),
    type: fc.constantFrom('text', 'file', null),
    file: fc.oneof(
      fc.constant(null),
      fc.record({
        unique_filename: fc.oneof(
          text,
          fc.constantFrom('../lock.json', '.', '..', '.incoming', 'x'.repeat(255)),
        ),
      }),
    ),
    client_id: fc.oneof(text, fc.constantFrom('again', '\0', '\ud800')),
  },
  { requiredKeys: ['content'] },
);

/** Values of the right type for every key of every event. */
const FIELDS: Record<ClientEvent, Record<string, fc.Arbitrary<unknown>>> = {
  join_user: {
    user,
    token: fc.stringMatching(/^[A-Za-z0-9_-]{32,128}$/),
    calm: fc.boolean(),
    batch: fc.boolean(),
  },
  set_profile: { username: text, status },
  join_channel: {
    channel_id: channel,
    after_seq: fc.oneof(fc.nat(20), fc.maxSafeNat()),
    epoch: text,
    limit: fc.nat(100),
  },
  leave_channel: { channel_id: channel },
  send_message: { channel_id: channel, message: draft },
  typing_start: { channel_id: channel },
  typing_stop: { channel_id: channel },
  file_too_large: { filename: text, size: fc.oneof(fc.nat(), fc.maxSafeNat()) },
};

/** Payloads of an event: hostile, nearly right, and right. */
export function payloadOf(event: ClientEvent): fc.Arbitrary<unknown> {
  const fields = FIELDS[event];
  const nearly = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, fc.oneof(value, value, hostile)]),
  );
  return fc.oneof(
    hostile,
    fc.record(nearly, { requiredKeys: [] }),
    fc.record(fields, { requiredKeys: Object.keys(fields).slice(0, event === 'set_profile' ? 0 : 1) }),
    fc.record(fields),
  );
}

/**
 * Names of no event of ours; socket.io-client refuses to send `connect`, `disconnect` and the like
 * (raw-frames.test.ts sends them).
 */
export const unknownEvent = fc
  .oneof(
    text,
    fc.constantFrom(
      'constructor',
      '__proto__',
      'toString',
      'error',
      'connected',
      'new_message',
      'join_user ',
      'JOIN_USER',
      '*',
      'message',
      'ping',
      'close',
      'reconnect',
      'x'.repeat(10_000),
    ),
  )
  .filter(
    (name) =>
      !['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(
        name,
      ) && !Object.hasOwn(FIELDS, name),
  );

/** The arguments of a call, its acknowledgement aside: none, the payload, or more than that. */
export const argumentsWith = (payload: fc.Arbitrary<unknown>): fc.Arbitrary<readonly unknown[]> =>
  fc.oneof<fc.WeightedArbitrary<readonly unknown[]>[]>(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 8, arbitrary: payload.map((value) => [value]) },
    { weight: 1, arbitrary: fc.tuple(payload, hostile, hostile) },
  );
