// Nothing is lost and nothing is sent twice, whatever happens to the connection.
import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { openRoom } from '../../support/helpers/running-room.ts';
import { openTerminal, stored } from './terminal.ts';

const contents = (messages: readonly { content: string }[]) => messages.map(({ content }) => content);

test('over a restart of the server: what was written meanwhile arrives once, in order, and everybody catches up', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const anna = openTerminal(t, room.url, ['--name', 'Anna']);
  const ben = openTerminal(t, room.url, ['--name', 'Ben']);
  await Promise.all([anna.event('channel'), ben.event('channel')]);
  anna.line('before');
  await ben.event('message', ({ message }) => message.content === 'before');
  const meanwhile = Array.from({ length: 20 }, (_, index) => `meanwhile ${String(index)}`);
  // some are written while the server is going, the others while there is none
  for (const line of meanwhile.slice(0, 10)) anna.line(line);
  await room.restart(async () => {
    for (const terminal of [anna, ben]) assert.equal((await terminal.event('offline')).said, 'stopping');
    for (const line of meanwhile.slice(10)) anna.line(line);
    anna.end();
  });
  assert.equal(await anna.exitCode, 0, anna.stdout);
  await ben.event('online', ({ returning }) => returning);
  ben.line('after');
  await ben.event('message', ({ message }) => message.content === 'after');
  const expected = ['before', ...meanwhile, 'after'];
  assert.deepEqual(contents(await stored(room.url)), expected);
  assert.deepEqual(contents(ben.messages()), expected);
  assert.equal(anna.events.filter(({ event }) => event === 'sent').length, 21);
});

/**
 * Forwards everything, until `cut`: then what the server answers is thrown away, and the connections break.
 */
async function openProxy(port: number) {
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let isDeaf = false;
  let swallowed: (() => void) | undefined;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    near.pipe(far);
    far.on('data', (bytes) => {
      if (isDeaf) swallowed?.();
      else near.write(bytes);
    });
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const destroyAll = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    /** From now on nothing comes back; resolves when something would have. */
    swallow: () =>
      new Promise<void>((resolve) => {
        isDeaf = true;
        swallowed = resolve;
      }),
    heal() {
      destroyAll();
      isDeaf = false;
    },
    close() {
      destroyAll();
      server.close();
    },
  };
}

test('an answer that is lost: the message is sent again under the same key and stored once', async (t) => {
  const room = await openRoom();
  const proxy = await openProxy(room.port);
  t.after(async () => {
    proxy.close();
    await room.close();
  });
  const anna = openTerminal(t, proxy.url, ['--name', 'Anna']);
  const ben = openTerminal(t, room.url, ['--name', 'Ben']);
  await Promise.all([anna.event('channel'), ben.event('channel')]);
  const swallowed = proxy.swallow();
  anna.line('once');
  await ben.event('message', ({ message }) => message.content === 'once');
  await swallowed;
  assert.equal(anna.events.filter(({ event }) => event === 'sent').length, 0);
  proxy.heal();
  const sent = await anna.event('sent');
  anna.line('and on');
  await anna.event('message', ({ message }) => message.content === 'and on');
  assert.deepEqual(contents(await stored(room.url)), ['once', 'and on']);
  assert.deepEqual(contents(anna.messages()), ['once', 'and on']);
  assert.equal(sent.message.client_id, sent.client_id);
});

test('a script that cannot reach the server any more says what was not sent', async (t) => {
  const room = await openRoom();
  const anna = openTerminal(t, room.url, ['--name', 'Anna', '--wait', '1']);
  await anna.event('channel');
  await room.close();
  await anna.event('offline');
  anna.line('too late \u001b[31m');
  anna.end();
  assert.equal(await anna.exitCode, 1);
  assert.match(
    anna.stderr,
    /^The connection to http:\S+ is lost\.\nNot sent, or not known whether: too late \\u001b\[31m\n$/,
  );
});
