import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuestionOrder } from '../../../../../server/store/index/question-order.ts';
import type { Asked, Question } from '../../../../../server/store/index/worker-messages.ts';

const page = (id: number): Asked => ({
  kind: 'ask',
  id,
  question: { kind: 'page', channel: 'general', before: 'm1', limit: 50, bytes: 1_000 },
});
const send = (id: number): Asked => ({
  kind: 'ask',
  id,
  question: { kind: 'by-client-id', channel: 'general', user: 'anna', client: 'c1' },
});

/** What was answered, and the turns that were asked for: one begins with `turn`. */
function open(canAnswer: (question: Question) => boolean = () => true) {
  const answered: number[] = [];
  const turns: (() => void)[] = [];
  const questions = createQuestionOrder(
    ({ id, question }) => {
      if (!canAnswer(question)) return false;
      answered.push(id);
      return true;
    },
    (run) => turns.push(run),
  );
  return { answered, questions, turn: () => turns.shift()?.(), turns };
}

test('a send that comes behind forty pages waits for one at most', () => {
  const { answered, questions, turn, turns } = open();
  for (let id = 1; id <= 40; id += 1) questions.ask(page(id));
  questions.ask(send(100));
  assert.deepEqual(answered, [100]);
  turn();
  questions.ask(send(101));
  assert.deepEqual(answered, [100, 1, 101]);
  while (turns.length > 0) turn();
  assert.deepEqual(answered.slice(2), [101, ...Array.from({ length: 39 }, (_, index) => index + 2)]);
});

test('what cannot be answered yet waits, in the same order, and holds up nothing else', () => {
  let isKnown = false;
  const { answered, questions, turn, turns } = open(
    (question) => isKnown || !('channel' in question) || question.channel !== 'general',
  );
  questions.ask(page(1));
  questions.ask(send(2));
  questions.ask({ kind: 'ask', id: 3, question: { kind: 'counts', since: 0 } });
  while (turns.length > 0) turn();
  assert.deepEqual(answered, [3]);
  questions.retry();
  while (turns.length > 0) turn();
  assert.deepEqual(answered, [3]);
  isKnown = true;
  questions.retry();
  while (turns.length > 0) turn();
  assert.deepEqual(answered, [3, 2, 1]);
});

test('after closing nothing is answered', () => {
  const { answered, questions, turn } = open();
  questions.ask(page(1));
  questions.ask(page(2));
  turn();
  questions.close();
  turn();
  questions.retry();
  assert.deepEqual(answered, [1]);
});
