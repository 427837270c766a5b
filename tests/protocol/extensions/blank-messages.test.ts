// A message of which nothing would be seen is empty, however many characters it has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BLANK_TEXTS } from '../../support/helpers/blank-texts.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom({ settings: { limits: false } });
});
after(() => room.close());

const shown = (text: string): string =>
  JSON.stringify(text.replace(/[^ -~]/gu, (each) => `<${String(each.codePointAt(0)?.toString(16))}>`));

test('blank messages are refused as empty, over the socket and over HTTP', async (t) => {
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  for (const content of [...BLANK_TEXTS, BLANK_TEXTS.join(''), '\u200B'.repeat(8_000)]) {
    const answer = await anna.ask('send_message', { channel_id: 'general', message: { content } });
    assert.equal(answer.ok ? 'taken' : answer.error.code, 'empty', shown(content.slice(0, 40)));
    const response = await fetch(`${room.url}/api/channels/general/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: { content }, user: person('Ben') }),
    });
    assert.equal(response.status, 400, shown(content.slice(0, 40)));
  }
  assert.deepEqual(anna.all('new_message'), []);
});

test('what has something to see is stored as it was written', async (t) => {
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  for (const content of ['\u200B.\u200B', '\u0301', '❤️', 'a\u00AD', ' \u2800x\n'])
    assert.equal((await anna.say('general', content)).content, content);
});

test('a file needs no text', async (t) => {
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  const form = new FormData();
  form.set('file', new Blob(['text']), 'a.txt');
  const file: unknown = await (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).json();
  const message = { content: '\u200B', type: 'file', file };
  assert.equal((await anna.ask('send_message', { channel_id: 'general', message })).ok, true);
});
