import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whichKey, type Pressed } from '../../../../../renderer/chat/keys/which-key.ts';

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
