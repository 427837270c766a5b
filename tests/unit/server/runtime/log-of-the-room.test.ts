// What the host's log says of the talk: who, where and how much, never what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLine } from '../../../../server/index.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

const SECRET = 'only for those who are here';

test('messages, uploads and refused uploads are logged, without a word of what was said', async (t) => {
  const room = await openRoom({ settings: { uploadTypes: ['txt'], logLevel: 'info' } });
  t.after(async () => room.close());
  const lines: LogLine[] = [];
  room.server.events.on('log', (line) => {
    lines.push(line);
  });
  const said = (event: string) => lines.filter(({ msg }) => msg === event);

  const anna = await enter(room.url, person('Anna'));
  await anna.askOk('join_channel', { channel_id: 'general' });
  await anna.say('general', SECRET);
  const send = async (name: string, text: string) => {
    const form = new FormData();
    form.append('file', new Blob([text]), name);
    return (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).status;
  };
  assert.equal(await send('plan.txt', SECRET), 200);
  assert.equal(await send('tool.exe', 'MZ'), 400);
  anna.close();

  const [message] = said('message');
  assert.deepEqual([message?.['person'], message?.['channel'], message?.['seq']], ['Anna', 'general', 1]);
  assert.deepEqual(
    said('upload-stored').map(({ level, file, bytes }) => [level, file, bytes]),
    [['info', 'plan.txt', SECRET.length]],
  );
  assert.deepEqual(
    said('upload-refused').map(({ level, address, code, file }) => [level, address, code, file]),
    [['warn', '127.0.0.1', 'type_denied', 'tool.exe']],
  );
  assert.ok(!JSON.stringify(lines).includes(SECRET));
});
