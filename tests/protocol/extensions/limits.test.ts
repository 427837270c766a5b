// Limits, each with retry_after_ms: sending, pages, events, and what has none.
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person, type Guest, type Person } from '../../support/helpers/test-client.ts';

const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock, settings: { logLevel: 'info' } });
});
after(() => room.close());

async function guest(t: TestContext, user: Person, url = room.url): Promise<Guest> {
  const client = await enter(url, user);
  t.after(() => {
    client.close();
  });
  return client;
}
/** Sends until it is refused: how often it succeeded, and the error. */
async function sendUntilRefused(
  client: Guest,
  most = 100,
): Promise<{ count: number; code?: string; wait?: number | undefined }> {
  for (let count = 0; count < most; count += 1) {
    const answer = await client.ask('send_message', { channel_id: 'general', message: { content: 'x' } });
    if (!answer.ok) return { count, code: answer.error.code, wait: answer.error.retry_after_ms };
  }
  return { count: most };
}
const post = (user: Person): Promise<Response> =>
  fetch(`${room.url}/api/channels/general/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ message: { content: 'x' }, user }),
  });

test('sending: 30 at once, then 5 a second, for all tabs of a person and over HTTP together', async (t) => {
  const user = person('Anna');
  const [anna, tab, berta] = [await guest(t, user), await guest(t, user), await guest(t, person('Berta'))];
  assert.deepEqual(await sendUntilRefused(anna), { count: 30, code: 'rate_limited', wait: 200 });
  assert.deepEqual(await sendUntilRefused(tab), { count: 0, code: 'rate_limited', wait: 200 });
  const refused = await post(user);
  assert.equal(refused.status, 429);
  const { code, retry_after_ms: wait } = await refused.json();
  assert.deepEqual([code, wait, refused.headers.get('retry-after')], ['rate_limited', 200, '1']);
  clock.advance(199);
  assert.deepEqual(await sendUntilRefused(anna), { count: 0, code: 'rate_limited', wait: 1 });
  clock.advance(1);
  assert.equal((await sendUntilRefused(tab)).count, 1);
  clock.advance(1_000);
  assert.equal((await sendUntilRefused(anna)).count, 5);
  clock.advance(60_000);
  assert.equal((await sendUntilRefused(anna)).count, 30, 'never more than 30');
  assert.equal((await sendUntilRefused(berta)).count, 30, 'others are not affected');
});

test('sending is refused to an old client by the event `error`, with the time to wait', async (t) => {
  const anna = await guest(t, person('Anna'));
  await sendUntilRefused(anna);
  anna.send('send_message', { channel_id: 'general', message: { content: 'x' } });
  const error = await anna.next('error');
  assert.deepEqual([error.code, error.retry_after_ms, error.message.length > 0], ['rate_limited', 200, true]);
});

test('pages: 200 new-style joins at once, then 50 a second', async (t) => {
  const anna = await guest(t, person('Anna'));
  const joins = async (count: number): Promise<number> => {
    const answers = await Promise.all(
      Array.from({ length: count }, () => anna.ask('join_channel', { channel_id: 'general', limit: 1 })),
    );
    for (const answer of answers)
      if (!answer.ok) assert.ok(answer.error.code === 'rate_limited' && answer.error.retry_after_ms === 20);
    return answers.filter(({ ok }) => ok).length;
  };
  assert.equal(await joins(220), 200);
  clock.advance(1_000);
  assert.equal(await joins(60), 50);
});

test('loopback has no limit by address', async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, () => fetch(`${room.url}/api/channels/general/messages?limit=1`)),
  );
  assert.ok(answers.every(({ status }) => status === 200));
  for (const answer of answers) await answer.arrayBuffer();
  for (let count = 0; count < 15; count += 1) {
    const form = new FormData();
    form.append('file', new Blob([`text ${String(count)}\n`]), 'x.txt');
    assert.equal((await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).status, 200);
  }
});

test('with limits off nobody is refused', async (t) => {
  const trusted = await openRoom({ clock: createManualClock(), settings: { limits: false } });
  t.after(() => trusted.close());
  const anna = await guest(t, person('Anna'), trusted.url);
  const answers = await Promise.all(
    Array.from({ length: 1_500 }, () =>
      anna.ask('send_message', { channel_id: 'general', message: { content: 'x' } }),
    ),
  );
  assert.ok(answers.every(({ ok }) => ok));
});

test('more than 1,000 events a second are refused, and more than 1,000 refused ones cut the connection, nobody else’s', async (t) => {
  const flood = await guest(t, person('Flood'));
  const calm = await guest(t, person('Calm'));
  // joining was one
  const answers = await Promise.all(
    Array.from({ length: 1_499 }, () => flood.ask('typing_stop', { channel_id: 'general' })),
  );
  const refused = answers.filter(({ ok }) => !ok);
  assert.equal(refused.length, 500);
  for (const answer of refused)
    if (!answer.ok) assert.deepEqual([answer.error.code, answer.error.retry_after_ms], ['rate_limited', 1]);
  assert.ok(flood.socket.connected);
  const cut = new Promise((resolve) => {
    flood.socket.once('disconnect', resolve);
  });
  for (let count = 0; count < 600; count += 1) flood.send('typing_stop', { channel_id: 'general' });
  assert.equal(await cut, 'io server disconnect');
  assert.equal((await calm.ask('typing_stop', { channel_id: 'general' })).ok, true);
});

const page = (secret: string): Promise<Response> =>
  fetch(`${room.url}/api/channels/general/messages?limit=1`, {
    headers: { Authorization: `Bearer ${secret.repeat(40)}` },
  });
const upload = (secret: string): Promise<Response> => {
  const form = new FormData();
  form.append('file', new File(['text'], 'note.txt'));
  return fetch(`${room.url}/api/upload`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Bearer ${secret.repeat(40)}` },
  });
};
const until = async (ask: () => Promise<Response>): Promise<number> => {
  for (let count = 0; ; count += 1) {
    const answer = await ask();
    await answer.arrayBuffer();
    if (answer.status === 429) return count;
    assert.equal(answer.status, 200);
  }
};

test('over HTTP whoever sends a secret has the limits of a person, and another secret has its own', async () => {
  assert.equal(await until(() => page('a')), 200);
  assert.equal(await until(() => upload('a')), 10);
  assert.equal((await page('b')).status, 200);
  assert.equal((await upload('b')).status, 200);
});

test('what everybody is told of somebody has a limit too: describing oneself is refused, typing is not told', async (t) => {
  const [busy, witness] = [
    await enter(room.url, person('Restless')),
    await enter(room.url, person('Witness')),
  ];
  t.after(() => {
    busy.close();
    witness.close();
  });
  for (const client of [busy, witness]) await client.askOk('join_channel', { channel_id: 'general' });
  const again = [
    ...Array.from({ length: 60 }, () => busy.ask('join_user', { user: busy.user })),
    ...Array.from({ length: 60 }, (_, index) =>
      busy.ask('set_profile', { status: index % 2 === 0 ? 'busy' : 'away' }),
    ),
  ];
  const refused = (await Promise.all(again)).flatMap((answer) => (answer.ok ? [] : [answer.error]));
  assert.ok(refused.length >= 30, `${String(refused.length)} refused`);
  for (const { code, retry_after_ms: wait } of refused)
    assert.ok(code === 'rate_limited' && Number(wait) > 0, code);
  for (let count = 0; count < 200; count += 1) {
    for (const event of ['typing_start', 'typing_stop']) busy.send(event, { channel_id: 'general' });
  }
  await busy.settled();
  await witness.settled();
  const told = witness.all('user_typing');
  assert.ok(told.length < 200, `${String(told.length)} told of 400`);
  assert.ok(witness.all('user_updated').length < 90);
  assert.deepEqual(told.at(-1)?.typing ?? false, false);
});

/** Asks until it is refused; resolves with what is said then. */
const refusal = async (ask: () => ReturnType<Guest['ask']>): Promise<string> => {
  for (;;) {
    const answer = await ask();
    if (!answer.ok) return answer.error.message;
  }
};

test('whoever has to wait is told for what, and the host’s log says who, once a minute', async (t) => {
  const lines: unknown[] = [];
  room.server.events.on('log', ({ msg, person: name, limit }) => {
    if (msg === 'rate-limited') lines.push([name, limit]);
  });
  const user = person('Eve');
  const eve = await guest(t, user);
  const send = () => eve.ask('send_message', { channel_id: 'general', message: { content: 'x' } });
  assert.match(await refusal(send), /messages too fast/);
  assert.match(await refusal(send), /messages too fast/);
  let made = 0;
  clock.advance(5_000);
  const make = () => {
    made += 1;
    return eve.ask('send_message', { channel_id: `new-${String(made)}`, message: { content: 'x' } });
  };
  assert.match(await refusal(make), /too many channels/);
  assert.deepEqual(lines, [
    ['Eve', 'send'],
    ['Eve', 'channel'],
  ]);
});
