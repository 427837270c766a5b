// The gate between window and main: who may call, with what, and what becomes of errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from '../../../../main/ipc/call-error.ts';
import { payloads, type CallName, type Outcome } from '../../../../main/ipc/contract.ts';
import { setupIpc, type CallEvent, type CallHandlers } from '../../../../main/ipc/gate.ts';
import { ChatError } from '../../../../server/index.ts';

const ORIGIN = 'lanline://app';
const mainFrame = { origin: ORIGIN };
const contents = { mainFrame };
const ours: CallEvent = { sender: contents, senderFrame: mainFrame };

function open(handlers: Partial<CallHandlers> = {}) {
  const registered = new Map<string, (event: CallEvent, ...args: unknown[]) => Promise<Outcome<unknown>>>();
  const notes: unknown[] = [];
  const ran: [name: string, ...args: unknown[]][] = [];
  const all = Object.fromEntries(
    Object.keys(payloads).map((name) => [
      name,
      (...args: unknown[]) => {
        ran.push([name, ...args]);
        return null;
      },
    ]),
  );
  setupIpc({
    handle: (channel, listener) => {
      registered.set(channel, listener);
    },
    isOurs: (sender) => sender === contents,
    origin: ORIGIN,
    handlers: { ...all, ...handlers } as CallHandlers,
    note: (level, message, fields) => {
      notes.push([level, message, fields?.['call']]);
    },
  });
  const call = async (name: CallName, args: unknown[] = [], event = ours) => {
    const listener = registered.get(`call:${name}`);
    assert.ok(listener);
    return listener(event, ...args);
  };
  return { registered, notes, ran, call };
}

test('every call of the contract is there, and nothing else', () => {
  const { registered } = open();
  assert.deepEqual(
    [...registered.keys()].toSorted(),
    Object.keys(payloads)
      .map((name) => `call:${name}`)
      .toSorted(),
  );
});

test('the window’s main frame gets through, with what it gave', async () => {
  const { call, ran, notes } = open();
  assert.deepEqual(await call('createChannel', [{ name: 'lunch' }]), { ok: true, value: null });
  assert.deepEqual(ran, [['createChannel', { name: 'lunch' }]]);
  assert.deepEqual(notes, []);
});

test('nobody else does: a frame within, another window, another page, a frame that is gone', async () => {
  const { call, ran, notes } = open();
  const others: CallEvent[] = [
    { sender: contents, senderFrame: { origin: ORIGIN } },
    { sender: { mainFrame }, senderFrame: mainFrame },
    { sender: contents, senderFrame: null },
  ];
  for (const event of others) {
    const outcome = await call('stopServer', [], event);
    assert.equal(outcome.ok ? '' : outcome.fault.code, 'refused');
  }
  const elsewhere = { mainFrame: { origin: 'https://evil.example' } };
  const { call: callThere, ran: ranThere } = open();
  assert.equal(
    (await callThere('stopServer', [], { sender: elsewhere, senderFrame: elsewhere.mainFrame })).ok,
    false,
  );
  assert.deepEqual([...ran, ...ranThere], []);
  assert.equal(notes.length, others.length);
});

test('our window with a foreign page in it is refused', async () => {
  let frame = mainFrame;
  const sender = {
    get mainFrame() {
      return frame;
    },
  };
  let ran = 0;
  let listener: ((event: CallEvent) => Promise<Outcome<unknown>>) | undefined;
  setupIpc({
    handle: (channel, given) => {
      if (channel === 'call:stopServer') listener = given;
    },
    isOurs: () => true,
    origin: ORIGIN,
    handlers: {
      stopServer: () => {
        ran += 1;
        return null;
      },
    } as unknown as CallHandlers,
    note: () => undefined,
  });
  assert.equal((await listener?.({ sender, senderFrame: frame }))?.ok, true);
  frame = { origin: 'https://evil.example' };
  assert.equal((await listener?.({ sender, senderFrame: frame }))?.ok, false);
  assert.equal(ran, 1);
});

test('arguments that do not have the form never reach a handler', async () => {
  const { call, ran } = open();
  const bad: [CallName, unknown[]][] = [
    ['stopServer', ['extra']],
    ['startOnPort', []],
    ['startOnPort', ['80']],
    ['startOnPort', [0]],
    ['startOnPort', [65_536]],
    ['kickPerson', [{ id: 'x' }]],
    ['kickPerson', ['']],
    ['createChannel', [{ name: 'x', id: 'y' }]],
    ['createChannel', ['x']],
    ['changeSettings', [{ server: [] }]],
    ['changeSettings', [{ other: {} }]],
    ['openFolder', ['/etc']],
    ['openOutside', ['https://evil.example']],
    ['copyText', [{}]],
    ['setFullScreen', ['yes']],
    ['reorderChannels', ['general']],
    ['moveData', ['x'.repeat(5000)]],
  ];
  for (const [name, args] of bad) {
    const outcome = await call(name, args);
    assert.equal(
      outcome.ok ? 'it was taken' : outcome.fault.code,
      'refused',
      `${name} ${JSON.stringify(args).slice(0, 60)}`,
    );
  }
  assert.deepEqual(ran, []);
});

test('however much is given, the log and the answer get little of it', async () => {
  const { call } = open();
  for (const [name, args] of [
    ['changeSettings', [{ server: { ['k'.repeat(1_000_000)]: 1 } }]],
    ['reorderChannels', [Array.from({ length: 9000 }, () => 1)]],
  ] as const) {
    const outcome = await call(name, [...args]);
    assert.ok(!outcome.ok && outcome.fault.detail.length <= 500);
  }
});

test('what is thrown becomes a fault: known ones by their code, others internal and noted', async () => {
  const fault = {
    code: 'settings' as const,
    detail: 'no',
    problems: { port: { expected: 'a number', code: 'form' as const } },
  };
  const cases: [unknown, unknown][] = [
    [new CallError(fault), fault],
    [new ChatError('channel_exists'), { code: 'channel_exists', detail: 'There is already such a channel' }],
    [new ChatError('closing'), { code: 'not_running', detail: 'The server is stopping' }],
    [new ChatError('storage_full'), { code: 'internal', detail: 'The disk of the host is full' }],
    [new TypeError('oh no'), { code: 'internal', detail: 'oh no' }],
    ['text', { code: 'internal', detail: 'text' }],
  ];
  for (const [error, expected] of cases) {
    const { call, notes } = open({
      deleteChannel: async () => {
        throw error;
      },
    });
    assert.deepEqual(await call('deleteChannel', ['general']), { ok: false, fault: expected });
    assert.equal(notes.length, (expected as { code: string }).code === 'internal' ? 1 : 0);
  }
});
