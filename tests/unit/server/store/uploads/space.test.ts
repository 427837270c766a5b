// The space that uploads may take: the floor, with what is under way counted; a share a person; all together.
import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Owner } from '../../../../../server/store/uploads/space.ts';
import { chunks, LIMIT, listing, open, RULE, temporaryFolder } from './helpers.ts';

const KB = 1024;
const options = { limit: LIMIT, rule: RULE };
const anna: Owner = { person: 'anna' };

/** Different bytes each time: equal ones take no space. */
let made = 0;
const bytesOf = (size: number): Buffer => Buffer.alloc(size, `${String((made += 1))} `);

/** What is free of a disk of this size, by what lies in the folder. */
const diskOf = (folder: string, size: number) => async (): Promise<number> => {
  // in this order a file that is moved meanwhile is seen, and counted once
  const sizes = new Map<string, number>();
  for (const place of ['uploads/.incoming', 'uploads'])
    for (const name of await readdir(join(folder, place))) {
      const found = await stat(join(folder, place, name)).catch(() => undefined);
      if (found?.isFile()) sizes.set(name, Math.max(found.size, sizes.get(name) ?? 0));
    }
  return [...sizes.values()].reduce((free, each) => free - each, size);
};

const outcomeOf = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'fulfilled'
    ? 'stored'
    : result.reason instanceof Error && 'code' in result.reason
      ? String(result.reason.code)
      : String(result.reason);

for (const [said, known] of [
  ['whose size is known', true],
  ['whose size nobody knows', false],
] as const)
  test(`fourteen uploads at once, ${said}, leave the floor free`, async (t) => {
    const folder = await temporaryFolder(t);
    // for three of them, and a chunk more for each: that is how exactly it is known what is written
    const free = diskOf(folder, 1_060 * KB);
    let least = Infinity;
    const { uploads } = await open(t, {
      folder,
      freeSpaceFloor: 400 * KB,
      freeBytes: async () => {
        const now = await free();
        least = Math.min(least, now);
        return now;
      },
    });
    const results = await Promise.allSettled(
      Array.from({ length: 14 }, (_, index) =>
        uploads.save(chunks(bytesOf(200 * KB), 20 * KB), {
          ...options,
          filename: `${String(index)}.txt`,
          ...(known && { expected: 200 * KB }),
        }),
      ),
    );
    const outcomes = results.map(outcomeOf);
    assert.deepEqual(
      outcomes.filter((outcome) => !['stored', 'storage_full'].includes(outcome)),
      [],
    );
    assert.ok(Math.min(least, await free()) >= 400 * KB, `${String(least / KB)} kB were left`);
    // where sizes are not known all may begin, and then each lacks a little
    if (known) assert.equal(outcomes.filter((outcome) => outcome === 'stored').length, 3);
    assert.equal((await listing(folder)).filter((name) => name.startsWith('.incoming')).length, 0);
    // what was given up is free again
    const stored = outcomes.filter((outcome) => outcome === 'stored').length;
    for (let more = stored; more < 3; more += 1)
      await uploads.save(chunks(bytesOf(200 * KB)), { ...options, filename: 'later.txt' });
    await assert.rejects(uploads.save(chunks(bytesOf(100 * KB)), { ...options, filename: 'last.txt' }), {
      code: 'storage_full',
    });
  });

test('a disk that others fill meanwhile ends the upload, and nothing is left of it', async (t) => {
  let free = 100 * 1024 * KB;
  const { uploads, env } = await open(t, { freeBytes: () => Promise.resolve(free), freeSpaceFloor: KB });
  async function* slowly(): AsyncGenerator<Buffer> {
    for (let chunk = 0; chunk < 8; chunk += 1) {
      yield Buffer.alloc(1024 * KB);
      free = 0;
    }
  }
  await assert.rejects(uploads.save(slowly(), { ...options, filename: 'a.txt', expected: 8 * 1024 * KB }), {
    code: 'storage_full',
  });
  assert.deepEqual(await listing(env.folder), []);
});

test('one person brings as much as one may, in one upload or in many at once', async (t) => {
  const { uploads, env } = await open(t, { quotaPerPerson: 10 * KB });
  const send = (owner: Owner, size: number, bytes = bytesOf(size)) =>
    uploads.save(chunks(bytes), { ...options, filename: 'a.txt', owner, expected: size });
  await assert.rejects(send(anna, 11 * KB), {
    code: 'quota',
    message: 'One person may send files of 10240 bytes together. The host can raise this limit.',
  });
  const outcomes = (await Promise.allSettled(Array.from({ length: 5 }, () => send(anna, 4 * KB)))).map(
    outcomeOf,
  );
  assert.deepEqual(outcomes, ['stored', 'stored', 'quota', 'quota', 'quota']);
  await send({ person: 'ben' }, 4 * KB);
  await send({ address: '10.0.0.7' }, 10 * KB);
  await assert.rejects(send({ address: '10.0.0.7' }, 1), { code: 'quota' });
  // what is there already takes no space
  const bytes = bytesOf(2 * KB);
  await send(anna, 2 * KB, bytes);
  await assert.rejects(send(anna, 1), { code: 'quota' });
  await uploads.close();

  const again = (await open(t, { folder: env.folder, quotaPerPerson: 10 * KB })).uploads;
  const resend = (owner: Owner, size: number) =>
    again.save(chunks(bytesOf(size)), { ...options, filename: 'b.txt', owner });
  await assert.rejects(resend(anna, 1), { code: 'quota' }, 'a restart does not empty it');
  await resend({ address: '10.0.0.7' }, 1);
});

test('bytes that somebody else brought before take nothing of a share', async (t) => {
  const { uploads } = await open(t, { quotaPerPerson: 10 * KB });
  const bytes = bytesOf(6 * KB);
  for (const owner of [anna, { person: 'ben' }, { person: 'ben' }])
    await uploads.save(chunks(bytes), { ...options, filename: 'a.txt', owner });
  await uploads.save(chunks(bytesOf(10 * KB)), { ...options, filename: 'b.txt', owner: { person: 'ben' } });
});

test('what was swept is free again', async (t) => {
  const { uploads } = await open(t, { quotaPerPerson: 10 * KB });
  const send = () => uploads.save(chunks(bytesOf(10 * KB)), { ...options, filename: 'a.txt', owner: anna });
  await send();
  await assert.rejects(send(), { code: 'quota' });
  await uploads.sweep({ isReferenced: () => Promise.resolve(new Set()), now: Date.now() + 25 * 60 * 60_000 });
  await send();
});

test('all files together take as much as they may', async (t) => {
  const { uploads } = await open(t, { quotaInAll: 10 * KB });
  const send = (size: number) => uploads.save(chunks(bytesOf(size)), { ...options, filename: 'a.txt' });
  await send(6 * KB);
  await assert.rejects(send(5 * KB), {
    code: 'quota',
    message: /^The files of this room may take 10240 bytes/,
  });
  await send(4 * KB);
});
