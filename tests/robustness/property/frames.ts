// Frames of Engine.IO and Socket.IO as no client writes them.
import * as fc from 'fast-check';
import { text } from './payloads.ts';

const json = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '[',
    '{}',
    '[]',
    '[1]',
    '[null]',
    '["join_user"]',
    '["join_user",null]',
    '["disconnect"]',
    '["connect"]',
    '["newListener"]',
    '["error"]',
    '[{}]',
    '[["join_user"]]',
    '["__proto__",{}]',
    '["join_user",{"user":{"id":"a","username":"b","__proto__":{"polluted":true}}}]',
    '["send_message",{"channel_id":"general","message":{"content":"x"}}]',
    '["typing_stop",{"channel_id":"x"}]',
    '["join_user",{"user":{"_placeholder":true,"num":0}}]',
    '["x",{"_placeholder":true,"num":"__proto__"}]',
    '["x",{"_placeholder":true,"num":-1}]',
    '["x",{"_placeholder":true,"num":1e9}]',
    `["join_user",{"user":{"id":"a","username":"b","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}]`,
    `["send_message",${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}]`,
    '{"sid":"x"}',
    '{"token":null}',
    '"x"',
    '1',
  ),
);
const namespace = fc.constantFrom(
  '',
  '',
  '',
  '',
  '/admin,',
  '/,',
  '/__proto__,',
  `/${'x'.repeat(2_000)},`,
  ',',
  '/admin?x=1,',
);
const attachments = fc.constantFrom('', '', '', '1-', '0-', '-1-', '2-', '999999999-', '1e9-', '-');
const id = fc.constantFrom('', '', '0', '7', '999999999999999999999', '-1', '1.5');
const packet = fc
  .tuple(
    fc.constantFrom('0', '1', '2', '2', '2', '2', '3', '4', '5', '5', '6', '9', ''),
    attachments,
    namespace,
    id,
    json,
  )
  .map((parts) => `4${parts.join('')}`);
const other = fc
  .oneof(
    text,
    fc.constantFrom(
      '',
      '0',
      '1',
      '2',
      '2probe',
      '3',
      '3probe',
      '5',
      '6',
      '7',
      '4',
      'b',
      'bAAAA',
      'b====',
      'b4',
      '40',
      '41',
      '42',
      '43[]',
      '44',
      '45',
      '46',
      '\x1e',
      '\x1e\x1e',
      '40\x1e40\x1e40',
      `42["x","${'y'.repeat(200_000)}"]`,
      `42["x","${'z'.repeat(270_000)}"]`,
    ),
  )
  .map((frame) => frame.toWellFormed());
const binary = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
  fc.constantFrom(new Uint8Array(0), new Uint8Array(100_000), new Uint8Array(270_000)),
);

export const textFrame = fc.oneof({ weight: 5, arbitrary: packet }, { weight: 2, arbitrary: other });
/** What follows one another on one connection; text as a string, binary as bytes. */
export const frames = fc.array(
  fc.oneof({ weight: 5, arbitrary: textFrame }, { weight: 1, arbitrary: binary }),
  { minLength: 1, maxLength: 4 },
);

/** Bytes on a websocket below its messages: wrong opcodes, unmasked, cut, and lengths that nobody has. */
export const websocketBytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0, 0x80, 0x85, 0xfe, 0xff, 0x7f, 0x7e),
      fc.uint8Array({ maxLength: 30 }),
    )
    .map(([first, second, rest]) => new Uint8Array([first, second, ...rest])),
  fc.constantFrom(
    new Uint8Array([0xc1, 0x85, 0, 0, 0, 0, 1, 2, 3, 4, 5]),
    new Uint8Array([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255]),
    new Uint8Array([0x81, 0xfe, 255, 255]),
    new Uint8Array([0x88, 0x82, 0, 0, 0, 0, 0, 0]),
  ),
);
