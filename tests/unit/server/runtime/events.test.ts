// What the server tells the program that holds it: everything typed, and everything serialisable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChatServer, defaultSettings } from '../../../../server/index.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

test('state, log, person, people, messages, storage: told when they happen, equal after a way through JSON or a clone', async (t) => {
  const clock = createManualClock();
  const data = await mkdtemp(join(tmpdir(), 'lanline-events-'));
  const server = createChatServer({
    clock,
    settings: { ...defaultSettings, data, port: 0, host: '127.0.0.1', freeSpaceFloor: 0 },
  });
  t.after(async () => {
    await server.close();
    await rm(data, { recursive: true, force: true });
  });
  const told: { event: string; value: any }[] = [];
  const conditions = createConditions();
  for (const event of ['state', 'log', 'person', 'people', 'messages', 'storage'] as const) {
    server.events.on(event, (value: unknown) => {
      told.push({ event, value });
      conditions.changed();
    });
  }
  const next = (event: string, fits: (value: any) => boolean): Promise<any> =>
    conditions.until(
      () => told.find((each) => each.event === event && fits(each.value))?.value as object | undefined,
      () => `${event}; there were ${JSON.stringify(told)}`,
    );

  const { port } = await server.start();
  await next(
    'storage',
    ({ free, uploads, files, messages }) => free > 0 && uploads === 0 && files === 0 && messages > 0,
  );
  clock.advance(1_000);
  await next('messages', ({ total, today }) => total === 0 && today === 0);
  const user = person('Anna');
  const anna = await enter(`http://127.0.0.1:${String(port)}`, user);
  assert.deepEqual(await next('person', ({ kind }) => kind === 'joined'), {
    kind: 'joined',
    id: user.id,
    name: 'Anna',
    at: '2026-03-02T09:00:01.000Z',
    online: 1,
  });
  await anna.say('general', 'never to be logged');
  await anna.say('random', 'neither');
  clock.advance(1_000);
  assert.deepEqual(await next('messages', ({ total }) => total > 0), { total: 2, today: 2 });
  anna.close();
  await clock.scheduled(5_000);
  clock.advance(5_000);
  const left = await next('person', ({ kind }) => kind === 'left');
  assert.deepEqual([left.id, left.name, left.online], [user.id, 'Anna', 0]);
  assert.ok((await next('log', ({ msg }) => msg === 'running')).time);
  await server.close();

  assert.deepEqual(
    new Set(told.map(({ event }) => event)),
    new Set(['state', 'log', 'person', 'people', 'messages', 'storage']),
  );
  for (const { event, value } of told) {
    assert.deepEqual(structuredClone(value), value, event);
    assert.deepEqual(JSON.parse(JSON.stringify(value)), value, event);
  }
  assert.ok(!JSON.stringify(told).includes('never to be logged'));
});
