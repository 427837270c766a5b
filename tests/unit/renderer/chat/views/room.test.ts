// The order of people, who is typing, the next channel, what keys mean.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { nextChannel } from '../../../../../renderer/chat/channels/next-channel.ts';
import { whichKey, type Pressed } from '../../../../../renderer/chat/keys/which-key.ts';
import { groupPeople } from '../../../../../renderer/chat/people/people-order.ts';
import { typingParts } from '../../../../../renderer/chat/people/typing-parts.ts';
import { byId, people } from '../some-state.ts';

const joined = (names: string[], language: string) =>
  typingParts(names, language)
    ?.map(({ isName, text }) => (isName ? `[${text}]` : text))
    .join('');

const key = (name: string, more: Partial<Pressed> = {}): Pressed => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
});
const inRoom = (pressed: Pressed, isMac = false) => whichKey(pressed, isMac, false, false);
const inField = (pressed: Pressed) => whichKey(pressed, false, true, false);

suite('people', () => {
  test('oneself first, then by name as the language sorts, who is away below', () => {
    const [anna, ...others] = people('Zoe', 'Österreicher', 'Person 10', 'Person 2', 'otto', 'Ada');
    const all = [...(anna ? [anna] : []), ...others].map((person) =>
      person.name === 'Ada' ? { ...person, status: 'away' as const } : person,
    );
    const { here, away } = groupPeople(byId(all), 'id-Zoe', 'de');
    assert.deepEqual(
      here.map(({ name }) => name),
      ['Zoe', 'Österreicher', 'otto', 'Person 2', 'Person 10'],
    );
    assert.deepEqual(
      away.map(({ name }) => name),
      ['Ada'],
    );
  });

  test('who is busy is here; equal names keep their order', () => {
    const twins = ['b', 'a'].map((id) => ({ id, name: 'Max', status: 'busy' as const, verified: false }));
    assert.deepEqual(
      groupPeople(byId(twins), 'me', 'en').here.map(({ id }) => id),
      ['a', 'b'],
    );
  });
});

suite('typing', () => {
  test('names and what joins them', () => {
    assert.equal(joined(['Anna'], 'en'), '[Anna]');
    assert.equal(joined(['Anna', 'Ben'], 'en'), '[Anna] and [Ben]');
    assert.equal(joined(['Anna', 'Ben', 'Cem'], 'de'), '[Anna], [Ben] und [Cem]');
  });

  test('too many are not named', () => {
    assert.equal(typingParts(['a', 'b', 'c', 'd'], 'en'), null);
  });
});

test('the next channel, around the ends', () => {
  const order = ['a', 'b', 'c'];
  assert.equal(nextChannel(order, 'a', 1), 'b');
  assert.equal(nextChannel(order, 'c', 1), 'a');
  assert.equal(nextChannel(order, 'a', -1), 'c');
  assert.equal(nextChannel(order, 'gone', 1), 'a');
  assert.equal(nextChannel([], null, 1), null);
});

suite('keys', () => {
  test('jump: Ctrl here, Command there, also while writing', () => {
    assert.equal(inField(key('k', { ctrlKey: true })), 'jump');
    assert.equal(inRoom(key('K', { metaKey: true }), true), 'jump');
    assert.equal(inRoom(key('k', { ctrlKey: true }), true), null);
    assert.equal(inRoom(key('k', { metaKey: true })), null);
    assert.equal(inRoom(key('k', { ctrlKey: true, altKey: true })), null);
  });

  test('channels up and down, also while writing', () => {
    assert.equal(inField(key('ArrowDown', { altKey: true })), 'next');
    assert.equal(inRoom(key('ArrowUp', { altKey: true })), 'previous');
    assert.equal(inRoom(key('ArrowUp')), null);
  });

  test('a question mark lists the keys, but is one in a field', () => {
    assert.equal(inRoom(key('?', { shiftKey: true })), 'keys');
    assert.equal(inField(key('?', { shiftKey: true })), null);
  });

  test('a letter begins writing, where nothing else takes it', () => {
    assert.equal(inRoom(key('h')), 'write');
    assert.equal(inRoom(key('日')), 'write');
    assert.equal(inField(key('h')), null);
    assert.equal(whichKey(key('h'), false, false, true), null);
    for (const name of ['Tab', 'Escape', ' ', 'F5', 'Dead']) assert.equal(inRoom(key(name)), null, name);
    assert.equal(inRoom(key('c', { ctrlKey: true })), null, 'copying stays copying');
  });

  test('nothing while a word is being composed', () => {
    assert.equal(inRoom(key('k', { ctrlKey: true, isComposing: true })), null);
  });
});
