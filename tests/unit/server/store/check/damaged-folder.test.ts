// Each kind of damage in a copy of a room's folder: what `lanline check` says of it.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findingsIn, useRoom, type UsedRoom } from './used-room.ts';

let room: UsedRoom;
before(async () => {
  room = await useRoom();
});
after(() => {
  room.remove();
});

/** Replaces a log's lines. */
function rewrite(path: string, change: (lines: string[]) => string[]): void {
  const lines = readFileSync(path, 'latin1').split(/(?<=\n)/);
  writeFileSync(path, change(lines).join(''), 'latin1');
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

const general = (folder: string): string => join(folder, 'channels/general.jsonl');
const NAME = 'channels/general.jsonl';

for (const { damage, make, found } of [
  {
    damage: 'a flipped bit',
    make: (folder: string) => {
      const lines = readFileSync(general(folder), 'latin1').split(/(?<=\n)/);
      flip(general(folder), lines.slice(0, 5).join('').length + 60);
    },
    found: [
      /^channels\/general\.jsonl is damaged \(line 6: \d+ bytes that are no whole line\)$/,
      `${NAME} lacks number 5 (before line 7)`,
    ],
  },
  {
    damage: 'a torn last line',
    make: (folder: string) => {
      const bytes = readFileSync(general(folder));
      writeFileSync(general(folder), bytes.subarray(0, bytes.length - 20));
    },
    found: [
      /^channels\/general\.jsonl ends in a line that was not finished \(line 21: \d+ bytes\); the next start cuts it off$/,
      /^index\.db has 20 messages of #general, whose log has 19 in \d+ bytes/,
    ],
  },
  {
    damage: 'lines cut out',
    make: (folder: string) => {
      rewrite(general(folder), (lines) => lines.toSpliced(3, 3));
    },
    found: [`${NAME} lacks the numbers 3 to 5 (before line 4)`, /^index\.db has 20 messages of #general/],
  },
  {
    damage: 'swapped lines',
    make: (folder: string) => {
      rewrite(general(folder), (lines) => lines.toSpliced(3, 2, lines[4] ?? '', lines[3] ?? ''));
    },
    found: [`${NAME} lacks number 3 (before line 4)`, `${NAME} has number 3 after 4 (line 5)`],
  },
  {
    damage: 'a line that is there twice',
    make: (folder: string) => {
      rewrite(general(folder), (lines) => lines.toSpliced(3, 0, lines[3] ?? ''));
    },
    found: [
      `${NAME} has number 3 after 3 (line 5)`,
      /^channels\/general\.jsonl has the message [\w-]+ again \(line 5\)$/,
    ],
  },
  {
    damage: 'no first line',
    make: (folder: string) => {
      rewrite(general(folder), (lines) => lines.slice(1));
    },
    found: [`${NAME} has no first line; the next start makes it anew`],
  },
  {
    damage: 'another channel’s log',
    make: (folder: string) => {
      cpSync(join(folder, 'channels/random.jsonl'), general(folder));
    },
    found: [
      `${NAME} is the log of another channel, random`,
      `${NAME} has a message that is not this one’s (line 2)`,
    ],
  },
  {
    damage: 'a log that is gone',
    make: (folder: string) => {
      rmSync(general(folder));
    },
    found: [`${NAME} is missing: what was said in this channel is lost`],
  },
  {
    damage: 'channels.json that is gone',
    make: (folder: string) => {
      rmSync(join(folder, 'channels.json'));
    },
    found: ['channels.json is missing: names, topics and the order of the channels are lost'],
  },
  {
    damage: 'channels.json that is no JSON',
    make: (folder: string) => {
      writeFileSync(join(folder, 'channels.json'), '{"format":1,"chan');
    },
    found: [/^channels\.json cannot be read/],
  },
  {
    damage: 'a log without an entry',
    make: (folder: string) => {
      const path = join(folder, 'channels.json');
      const list = JSON.parse(readFileSync(path, 'utf8')) as { channels: { id: string }[] };
      writeFileSync(
        path,
        JSON.stringify({ ...list, channels: list.channels.filter(({ id }) => id !== 'help') }),
      );
    },
    found: ['channels/help.jsonl is a log without an entry in channels.json; the next start makes one'],
  },
  {
    damage: 'format.json that is gone',
    make: (folder: string) => {
      rmSync(join(folder, 'format.json'));
    },
    found: ['format.json is missing; the next start writes it again'],
  },
  {
    damage: 'format.json that is gone with everything else that has the id',
    make: (folder: string) => {
      rmSync(join(folder, 'format.json'));
      rmSync(join(folder, 'channels.json'));
      rmSync(join(folder, 'channels.json.previous'), { force: true });
      for (const id of ['general', 'random', 'help'])
        rewrite(join(folder, `channels/${id}.jsonl`), (lines) => lines.slice(1));
    },
    found: [
      'format.json is missing, and so is the room’s id: everybody joins as somebody new after the next start',
      /^channels\.json is missing/,
      /^channels\/\w+\.jsonl has no first line; the next start makes it anew$/,
    ],
  },
  {
    damage: 'users.jsonl that is gone',
    make: (folder: string) => {
      rmSync(join(folder, 'users.jsonl'));
    },
    found: ['users.jsonl is missing or empty: 1 of those who wrote are not in it, such as anna'],
  },
  {
    damage: 'rubbish in users.jsonl',
    make: (folder: string) => {
      appendFileSync(join(folder, 'users.jsonl'), 'rubbish\n');
    },
    found: [/^users\.jsonl is damaged \(line \d+: 8 bytes that are no whole line\)$/],
  },
  {
    damage: 'an upload that is gone',
    make: (folder: string) => {
      rmSync(join(folder, 'uploads', room.upload));
    },
    found: [/^uploads\/.+_notes\.txt is missing$/],
  },
  {
    damage: 'an upload that was cut',
    make: (folder: string) => {
      writeFileSync(join(folder, 'uploads', room.upload), 'what');
    },
    found: [/^uploads\/.+_notes\.txt has 4 bytes instead of 13$/],
  },
  {
    damage: 'an upload with a flipped bit',
    make: (folder: string) => {
      flip(join(folder, 'uploads', room.upload), 3);
    },
    found: [/^uploads\/.+_notes\.txt has other bytes than those that were sent$/],
  },
  {
    damage: 'uploads.jsonl that is gone',
    make: (folder: string) => {
      rmSync(join(folder, 'uploads.jsonl'));
    },
    found: [
      /^channels\/random\.jsonl names 1 file that is not here, such as .+_notes\.txt$/,
      /^uploads\/.+_notes\.txt has no line in uploads\.jsonl$/,
    ],
  },
  {
    damage: 'an index that is damaged',
    make: (folder: string) => {
      const path = join(folder, 'index.db');
      const bytes = readFileSync(path);
      bytes.fill(0x5a, 4_096, 12_288);
      writeFileSync(path, bytes);
    },
    found: [/^index\.db is damaged \(.*\); delete it, and the next start makes it from the logs$/],
  },
  {
    damage: 'an index that is something else',
    make: (folder: string) => {
      writeFileSync(join(folder, 'index.db'), 'no database at all '.repeat(100));
    },
    found: [/^index\.db is damaged \(.*not a database.*\); delete it/],
  },
])
  test(`${damage} is found, and nothing else is said`, async () => {
    const folder = room.copy();
    make(folder);
    const said = await findingsIn(folder);
    for (const wanted of found)
      assert.ok(
        said.some((line) => (typeof wanted === 'string' ? line === wanted : wanted.test(line))),
        `${String(wanted)} in:\n${said.join('\n')}`,
      );
    const others = said.filter(
      (line) => !found.some((wanted) => (typeof wanted === 'string' ? line === wanted : wanted.test(line))),
    );
    // one that has lost its numbers or its lines is behind the index, too
    assert.deepEqual(
      others.filter((line) => !line.startsWith('index.db has ')),
      [],
    );
  });
