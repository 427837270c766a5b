import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createManualClock } from '../../../../support/helpers/manual-clock.ts';
import { createAnswerGate, type Turn } from '../../../../../server/http/routes/answer-gate.ts';

const NEVER = new AbortController().signal;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('so many of one address at once, the others in order; other addresses have places of their own', async () => {
  const gate = createAnswerGate({
    budget: { atOnce: 2, burst: 1_000, perSecond: 1, perSecondInAll: Infinity },
    isTrusted: (address) => address === '127.0.0.1',
    onHeld: () => undefined,
    clock: createManualClock(),
  });
  const entered: string[] = [];
  const enter = (name: string, address: string): Promise<Turn> => {
    const entering = gate.enter(address, NEVER).then((got) => got ?? assert.fail());
    void entering.then(() => entered.push(name));
    return entering;
  };
  const a = await enter('a', '10.0.0.1');
  a.made(1);
  const b = await enter('b', '10.0.0.1');
  b.made(1);
  const c = enter('c', '10.0.0.1');
  const d = enter('d', '10.0.0.1');
  (await enter('other', '10.0.0.2')).made(1);
  for (const name of ['x', 'y', 'z']) await enter(name, '127.0.0.1');
  assert.deepEqual(entered, ['a', 'b', 'other', 'x', 'y', 'z']);
  b.leave();
  b.leave(); // its place is free once
  await turn();
  assert.deepEqual(entered.slice(6), ['c']);
  a.leave();
  (await c).leave();
  (await d).leave();
  (await enter('e', '10.0.0.1')).made(1);
  (await enter('f', '10.0.0.1')).made(1);
  void enter('g', '10.0.0.1');
  await turn();
  assert.deepEqual(entered.slice(6), ['c', 'd', 'e', 'f']);
});

test('who got more bytes than fit waits until they are made up for; nobody else does', async () => {
  const clock = createManualClock();
  const held = new Set<string>();
  const gate = createAnswerGate({
    budget: { atOnce: 2, burst: 1_000, perSecond: 100, perSecondInAll: Infinity },
    isTrusted: () => false,
    onHeld: (address) => held.add(address),
    clock,
  });
  const entered: string[] = [];
  const enter = async (name: string, address = '10.0.0.1'): Promise<Turn> => {
    const entering = await gate.enter(address, NEVER);
    entered.push(name);
    return entering ?? assert.fail();
  };
  const get = async (name: string, bytes: number, address?: string): Promise<void> => {
    const got = await enter(name, address);
    got.made(bytes);
    got.leave();
  };
  await get('a', 1_500);
  const [b, c] = [get('b', 0), get('c', 0)];
  await get('other', 10, '10.0.0.2');
  assert.deepEqual(entered, ['a', 'other']);
  assert.deepEqual([...held], ['10.0.0.1']);
  clock.advance(5_000);
  await turn();
  assert.deepEqual(entered, ['a', 'other'], 'made up for, but nothing is left yet');
  clock.advance(10);
  await Promise.all([b, c]);
  assert.deepEqual(entered, ['a', 'other', 'b', 'c']);
  // as if nothing had been, after a while
  clock.advance(60_000);
  await get('d', 400);
  await get('e', 400);
  await get('f', 400);
});

test('answers are made one after the other, with a rest by their size, whoever gets them', async () => {
  const clock = createManualClock();
  const gate = createAnswerGate({
    budget: { atOnce: 2, burst: 1_000, perSecond: 1_000, perSecondInAll: 1_000 },
    isTrusted: (address) => address === '127.0.0.1',
    onHeld: () => undefined,
    clock,
  });
  const entered: string[] = [];
  const enter = async (name: string): Promise<Turn> => {
    const entering = await gate.enter(`10.0.0.${name}`, NEVER);
    entered.push(name);
    return entering ?? assert.fail();
  };
  const first = await enter('1');
  const second = enter('2');
  const third = enter('3');
  await turn();
  assert.deepEqual(entered, ['1']);
  await gate.enter('127.0.0.1', NEVER);
  first.made(500);
  clock.advance(499);
  await turn();
  assert.deepEqual(entered, ['1']);
  clock.advance(1);
  // one that fails, or is not wanted any more
  (await second).leave();
  await third;
  assert.deepEqual(entered, ['1', '2', '3']);
});

test('who goes while waiting is not waited for', async () => {
  const gate = createAnswerGate({
    budget: { atOnce: 1, burst: 1_000, perSecond: 1_000, perSecondInAll: Infinity },
    isTrusted: () => false,
    onHeld: () => undefined,
    clock: createManualClock(),
  });
  const first = (await gate.enter('10.0.0.1', NEVER)) ?? assert.fail();
  const going = new AbortController();
  const second = gate.enter('10.0.0.1', going.signal);
  const third = gate.enter('10.0.0.1', NEVER);
  going.abort();
  assert.equal(await second, undefined);
  first.leave();
  assert.ok(await third);
});
