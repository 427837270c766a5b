// The server can move to a process of its own: every event and every answer is the same after a structured
// clone, and every call is a promise.
import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ChatServerEvents, ServerEvent } from '../../../../server/index.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

/** The compiler sees to it that none is missing. */
const EVENTS: Record<keyof ChatServerEvents, true> = {
  state: true,
  finding: true,
  oversize: true,
  log: true,
  person: true,
  people: true,
  network: true,
  channels: true,
  messages: true,
  storage: true,
};

test('every event and every answer survives a structured clone unchanged', async (t) => {
  const room = await openRoom({ settings: { logLevel: 'info' } });
  t.after(() => room.close());
  const { server } = room;
  const told: ServerEvent[] = [];
  const conditions = createConditions();
  server.events.on('event', (event) => {
    told.push(event);
    conditions.changed();
  });
  const answers: Record<string, unknown> = {};
  const ask = async (name: string, call: () => unknown): Promise<void> => {
    const answer = call();
    assert.ok(answer instanceof Promise, name);
    answers[name] = await answer;
  };

  await server.whileStopped('Something happens to the folder', async () =>
    appendFile(join(room.folder, 'channels', 'general.jsonl'), '{"seq":1,"ki'),
  );
  await ask('restart', async () => server.restart('Other settings'));
  await ask('start', () => server.start());
  const { port } = server.state.state === 'running' ? server.state : { port: 0 };
  const anna = await enter(`http://127.0.0.1:${String(port)}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await anna.say('general', 'Hello');
  await anna.askOk('file_too_large', { filename: 'film.mov', size: 2 ** 40 });
  await ask('channels.create', () => server.channels.create({ id: 'physics', name: 'Physics' }));
  await ask('channels.change', () => server.channels.change('physics', { description: 'Year 9' }));
  await ask('channels.reorder', () => server.channels.reorder(['physics', 'help', 'random', 'general']));
  await ask('channels.delete', () => server.channels.delete('random'));
  await ask('channels.list', () => server.channels.list());
  await ask('channels.info', () => server.channels.info());
  await ask('people.list', () => server.people.list());
  await ask('network', () => server.network());
  await ask('suspend', () => server.suspend());
  await ask('resume', () => server.resume());
  await conditions.until(
    () => Object.keys(EVENTS).every((name) => told.some(({ event }) => event === name)) || undefined,
    () => `every event; there were ${[...new Set(told.map(({ event }) => event))].join(', ')}`,
  );
  await ask('people.kick', () => server.people.kick(anna.user.id));
  await ask('close', () => server.close());

  for (const each of told) assert.deepEqual(structuredClone(each), each, each.event);
  for (const [name, answer] of Object.entries(answers))
    assert.deepEqual(structuredClone(answer), answer, name);
  assert.deepEqual(structuredClone(server.state), server.state);
  assert.deepEqual(structuredClone(server.imported), server.imported);
});
