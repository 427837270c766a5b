// A room with a long history, written as the store writes it.
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeHeader, encodeMessage, newHeader } from '../server/store/log/log-record.ts';

const WORDS =
  'the quick brown fox jumps over a lazy dog und wer hat das Kabel für den Beamer gesehen bitte morgen um zehn im Labor'.split(
    ' ',
  );

/** Writes `channels/<id>.jsonl` with that many messages into a data folder that no server holds. */
export function writeHistory(data: string, channelId: string, count: number): void {
  mkdirSync(join(data, 'channels'), { recursive: true });
  const lines = [encodeHeader(newHeader(channelId, '2026-01-01T00:00:00.000Z'))];
  for (let seq = 1; seq <= count; seq += 1) {
    const author = `user-${String(seq % 50)}`;
    lines.push(
      encodeMessage({
        id: randomUUID(),
        user_id: author,
        username: author,
        content: Array.from(
          { length: 4 + (seq % 20) },
          (_, index) => WORDS[(seq * 7 + index * 3) % WORDS.length],
        ).join(' '),
        type: 'text',
        file: null,
        timestamp: new Date(1_767_225_600_000 + seq * 1_000).toISOString(),
        channel_id: channelId,
        seq,
        client_id: `c-${String(seq)}`,
      }),
    );
  }
  writeFileSync(join(data, 'channels', `${channelId}.jsonl`), lines.join(''));
}
