// Reads logs without any of the server's code, as somebody with other tools would, and holds what was
// acknowledged against them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Faults } from '../figures.ts';

export interface LoggedMessage {
  id: string;
  seq: number;
  user_id: string;
  client_id?: string;
  content: string;
}

/** What a client was told is stored. */
export interface Acknowledged {
  channel: string;
  user: string;
  clientId: string;
  id: string;
  seq: number;
}

/** The messages of each channel, in the order of its log; what is wrong with the logs goes to `faults`. */
export function readLogs(data: string, faults: Faults): Map<string, LoggedMessage[]> {
  const folder = join(data, 'channels');
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return new Map(names.map((name) => [name.slice(0, -'.jsonl'.length), readLog(join(folder, name), faults)]));
}

function readLog(path: string, faults: Faults): LoggedMessage[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines.pop() !== '') faults.add('damage', `${path} does not end with a newline`);
  const messages: LoggedMessage[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const mark = line.lastIndexOf(',"crc":');
    if (mark < 0 || line.slice(mark) !== `,"crc":${String(crc32(line.slice(0, mark)))}}`) {
      faults.add('damage', `${path} line ${String(index + 1)} has a wrong checksum`);
      continue;
    }
    const { seq, message } = JSON.parse(line) as { seq?: number; message?: LoggedMessage };
    if (index === 0 || !message) continue;
    if (seq !== messages.length + 1 || message.seq !== seq)
      faults.add('gaps', `${path} line ${String(index + 1)} has seq ${String(seq)}`);
    if (message.client_id !== undefined) {
      const key = JSON.stringify([message.user_id, message.client_id]);
      if (seen.has(key)) faults.add('doubled', `${path} line ${String(index + 1)}: ${key} again`);
      seen.add(key);
    }
    messages.push(message);
  }
  return messages;
}

/** Each acknowledged message must be in its log with the number it was given. */
export function checkAcknowledged(
  logs: ReadonlyMap<string, readonly LoggedMessage[]>,
  acknowledged: Iterable<Acknowledged>,
  faults: Faults,
): void {
  for (const { channel, user, clientId, id, seq } of acknowledged) {
    const found = logs.get(channel)?.[seq - 1];
    if (found?.id !== id || found.user_id !== user || found.client_id !== clientId) {
      faults.add(
        'lost',
        `${channel} seq ${String(seq)} of ${user} (${clientId}): the log has ${found ? `${found.user_id} (${found.client_id ?? ''})` : 'nothing'} there`,
      );
    }
  }
}

/** What was refused must not be there. */
export function checkRefused(
  logs: ReadonlyMap<string, readonly LoggedMessage[]>,
  refused: Iterable<Pick<Acknowledged, 'channel' | 'user' | 'clientId'>>,
  faults: Faults,
): void {
  const stored = new Set(
    [...logs].flatMap(([channel, messages]) =>
      messages.map(({ user_id: user, client_id: clientId }) => JSON.stringify([channel, user, clientId])),
    ),
  );
  for (const { channel, user, clientId } of refused) {
    if (stored.has(JSON.stringify([channel, user, clientId])))
      faults.add('false refusals', `${channel}: ${user} (${clientId}) was refused and is stored`);
  }
}
