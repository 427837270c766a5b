// Damaged logs: cut at every byte, with every newline lost, with bits flipped anywhere. What was good before
// is good after, nothing false is accepted, and the log can be written to. Tens of thousands of cases, so in
// memory; a sample of them by the whole store on the disk.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeHeader } from '../../../server/store/log/log-record.ts';
import { encodeLine } from '../../../server/store/log/log-line.ts';
import { memoryFileSystem } from '../../unit/server/store/import/memory-file-system.ts';
import { createFaults, type Faults } from '../figures.ts';
import { readLogs } from './log-check.ts';
import { openDamaged, type Opened } from './open-damaged.ts';
import type { Random } from './random.ts';
import { makeFolder } from './scratch.ts';
import { openTestStore } from './test-store.ts';

const LINES = 200;
const CHANNEL = 'general';

export interface TornFigures {
  faults: Faults;
  cuts: number;
  newlines: number;
  flips: number;
  onDisk: number;
}

/** `step`: every so-manieth byte offset is cut. */
export async function tornTails({
  random,
  step,
  flips,
  onDisk,
}: {
  random: Random;
  step: number;
  flips: number;
  onDisk: number;
}): Promise<TornFigures> {
  const faults = createFaults();
  const log = makeLog(random);
  const figures: TornFigures = { faults, cuts: 0, newlines: 0, flips: 0, onDisk };
  for (let offset = 0; offset < log.bytes.length; offset += step) {
    const whole = log.ends.filter((end) => offset >= end - 1); // a line that lacks nothing but its newline is whole
    check(
      await openDamaged(memoryFileSystem(), CHANNEL, log.bytes.subarray(0, offset)),
      log,
      whole.length - 1,
      `cut at ${String(offset)}`,
      faults,
    );
    figures.cuts += 1;
  }
  for (const [line, end] of log.ends.entries()) {
    const lost = Buffer.concat([log.bytes.subarray(0, end - 1), log.bytes.subarray(end)]);
    check(
      await openDamaged(memoryFileSystem(), CHANNEL, lost),
      log,
      LINES,
      `newline ${String(line)} lost`,
      faults,
    );
    figures.newlines += 1;
  }
  for (; figures.flips < flips; figures.flips += 1) await flip(log, random, faults);
  await cutOnDisk(log, random, onDisk, faults);
  return figures;
}

interface Log {
  bytes: Buffer;
  /** The encoded lines without their newlines; the header first */
  lines: string[];
  /** Where each ends, after its newline */
  ends: number[];
}

/** Lines with everything that could be taken for something else. */
function makeLog(random: Random): Log {
  const nasty = [
    'plain',
    'ü – 😀',
    '{"seq":1}',
    ',"crc":123}',
    '\\n',
    '"',
    '\u2028',
    '{"format":1}\n{"seq":9,"crc":5}',
  ];
  const header = encodeHeader({
    format: 1,
    channel: CHANNEL,
    epoch: 'an-epoch',
    created: '2026-01-01T00:00:00.000Z',
  });
  const messages = Array.from({ length: LINES }, (_, index) => {
    const seq = index + 1;
    const content = Array.from({ length: random.between(1, 4) }, () => random.pick(nasty)).join(' ');
    const message = {
      id: `m${String(seq)}`,
      user_id: 'u',
      username: 'U',
      content,
      type: 'text',
      file: null,
      timestamp: '',
      channel_id: CHANNEL,
      seq,
      client_id: `c${String(seq)}`,
    };
    return encodeLine({ seq, kind: 'message', message });
  });
  const lines = [header, ...messages];
  const ends: number[] = [];
  for (const line of lines) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(line));
  return { bytes: Buffer.from(lines.join('')), lines: lines.map((line) => line.slice(0, -1)), ends };
}

/** After a cut the first `kept` messages are there and nothing else, and one more could be appended. */
function check(opened: Opened, { lines }: Log, kept: number, how: string, faults: Faults): void {
  if (opened.error !== undefined) {
    faults.add('not opened', `${how}: ${opened.error}`);
    return;
  }
  const before = opened.records.slice(0, -1);
  const expected = kept > 0 ? lines.slice(1, kept + 1) : [];
  const missing = expected.find((line, index) => before[index] !== line);
  if (missing !== undefined) faults.add('good lines lost', `${how}: ${missing.slice(0, 60)}`);
  else if (before.length > expected.length)
    faults.add('accepted', `${how}: ${before.at(-1)?.slice(0, 60) ?? ''}`);
  checkAppended(opened, before.length + 1, how, faults);
  if (opened.kept.length > 1) faults.add('pieces', `${how}: ${opened.kept.join(', ')}`);
}

function checkAppended({ records, rest }: Opened, seq: number, how: string, faults: Faults): void {
  const appended = records.at(-1) ?? '';
  if (!appended.startsWith(`{"seq":${String(seq)},`) || rest > 0)
    faults.add(
      'append',
      `${how}: ${appended.slice(0, 40)} instead of seq ${String(seq)}, ${String(rest)} bytes after it`,
    );
}

/** One bit: all other lines are still there, and what is read is nothing that was not written. */
async function flip({ bytes, lines, ends }: Log, random: Random, faults: Faults): Promise<void> {
  const at = random.between(0, bytes.length - 1);
  const bit = 1 << random.between(0, 7);
  const flipped = Buffer.from(bytes);
  flipped[at] = (bytes[at] ?? 0) ^ bit;
  const how = `bit ${String(bit)} of byte ${String(at)} flipped`;
  const hit = ends.findIndex((end) => at < end);
  const opened = await openDamaged(memoryFileSystem(), CHANNEL, flipped);
  if (opened.error !== undefined) {
    faults.add('not opened', `${how}: ${opened.error}`);
    return;
  }
  const read = opened.records.slice(0, -1);
  const written = new Set(lines.slice(1));
  const found = new Set(read);
  // a newline that was flipped leaves both its lines whole
  const untouched = lines.slice(1).filter((_, index) => index + 1 !== hit || at === (ends[hit] ?? 0) - 1);
  const lost = untouched.find((line) => !found.has(line));
  if (lost !== undefined) faults.add('good lines lost', `${how}: ${lost.slice(0, 60)}`);
  const strange = read.find((line) => !written.has(line));
  if (strange !== undefined) faults.add('accepted', `${how}: ${strange.slice(0, 60)}`);
  // the last line's number is given again where that line is gone
  checkAppended(opened, hit === LINES && !found.has(lines[LINES] ?? '') ? LINES : LINES + 1, how, faults);
}

/** The same by the whole store: cuts at random places of a real file. */
async function cutOnDisk(
  { bytes, lines, ends }: Log,
  random: Random,
  cuts: number,
  faults: Faults,
): Promise<void> {
  const folder = makeFolder('torn');
  const channels = join(folder.path, 'channels');
  const damaged = join(folder.path, 'damaged');
  for (let cut = 0; cut < cuts; cut += 1) {
    const offset = random.between((ends[0] ?? 0) + 1, bytes.length);
    rmSync(damaged, { recursive: true, force: true });
    mkdirSync(channels, { recursive: true });
    writeFileSync(join(channels, `${CHANNEL}.jsonl`), bytes.subarray(0, offset));
    const kept = ends.filter((end) => offset >= end - 1).length - 1;
    const store = await openTestStore(folder.path);
    const message = await store.append(CHANNEL, {
      id: 'new',
      user_id: 'u',
      username: 'U',
      content: 'after',
      type: 'text',
      file: null,
      client_id: 'after',
    });
    const again = await store.append(CHANNEL, {
      id: 'again',
      user_id: 'u',
      username: 'U',
      content: '',
      type: 'text',
      file: null,
      client_id: 'after',
    });
    const before = await store.pageBefore(CHANNEL, 'new', { limit: 200, bytes: Infinity });
    const page = before && (JSON.parse(before.json) as unknown[]);
    await store.close();
    const logged = readLogs(folder.path, faults).get(CHANNEL) ?? [];
    const how = `cut on the disk at ${String(offset)} of ${String(bytes.length)}`;
    if (message.seq !== kept + 1 || again.id !== 'new')
      faults.add(
        'append',
        `${how}: seq ${String(message.seq)} instead of ${String(kept + 1)}, then ${again.id}`,
      );
    if (logged.length !== kept + 1)
      faults.add(
        'good lines lost',
        `${how}: ${String(logged.length)} lines instead of ${String(kept + 1)} of ${String(lines.length)}`,
      );
    if (page?.length !== Math.min(200, kept))
      faults.add('pages', `${how}: a page of ${String(page?.length)}`);
    const pieces = readNames(damaged).filter((name) => name.startsWith(CHANNEL));
    if (pieces.length > 1) faults.add('pieces', `${how}: ${pieces.join(', ')}`);
  }
  folder.remove();
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
