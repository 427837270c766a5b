import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnswerGate } from '../../../../../server/http/routes/answer-gate.ts';

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('so many of one address at once, the others in order; other addresses have places of their own', async () => {
  const gate = createAnswerGate({ perAddress: 2, isTrusted: (address) => address === '127.0.0.1' });
  const entered: string[] = [];
  const enter = (name: string, address: string): Promise<() => void> => {
    const entering = gate.enter(address);
    void entering.then(() => entered.push(name));
    return entering;
  };
  const [a, b] = await Promise.all([enter('a', '10.0.0.1'), enter('b', '10.0.0.1')]);
  const c = enter('c', '10.0.0.1');
  const d = enter('d', '10.0.0.1');
  await enter('other', '10.0.0.2');
  for (const name of ['x', 'y', 'z']) await enter(name, '127.0.0.1');
  assert.deepEqual(entered, ['a', 'b', 'other', 'x', 'y', 'z']);
  b();
  b(); // its place is free once
  await turn();
  assert.deepEqual(entered.slice(6), ['c']);
  a();
  (await c)();
  (await d)();
  await Promise.all([enter('e', '10.0.0.1'), enter('f', '10.0.0.1')]);
  void enter('g', '10.0.0.1');
  await turn();
  assert.deepEqual(entered.slice(6), ['c', 'd', 'e', 'f']);
});
