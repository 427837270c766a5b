// A room in a process where sharp cannot be loaded. Prints as JSON what became of a picture.
import { registerHooks } from 'node:module';
import type { LogLine } from '../../../../../../server/index.ts';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'sharp') throw new Error('Could not load the "sharp" module');
    return next(specifier, context);
  },
});
const { openRoom } = await import('../../../../../support/helpers/running-room.ts');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const room = await openRoom();
const lines: LogLine[] = [];
room.server.events.on('log', (line) => {
  lines.push(line);
});
const form = new FormData();
form.append('file', new Blob([PNG]), 'dot.png');
const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body: form });
const record = (await response.json()) as { url: string; thumbnail_url: string | null; type: string };
const file = await fetch(room.url + record.url);
console.log(
  JSON.stringify({
    status: response.status,
    thumbnail: record.thumbnail_url,
    type: file.headers.get('content-type'),
    isWhole: PNG.equals(Buffer.from(await file.arrayBuffer())),
    said: lines.map(({ level, msg, reason }) => [level, msg, reason]),
  }),
);
await room.close();
