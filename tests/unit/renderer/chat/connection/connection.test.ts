// What is said about a connection that is not there.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  hasNetwork,
  offlineWords,
  secondsToGo,
} from '../../../../../renderer/chat/connection/offline-words.ts';
import { timeOfDay } from '../../../../../renderer/chat/connection/time-of-day.ts';
import type { Connection } from '../../../../../renderer/chat/core/model.ts';
import { connectionTexts } from '../../../../../renderer/chat/connection/connection.texts.ts';

const offline = (more: Partial<Connection> = {}): Connection => ({
  phase: 'offline',
  since: 0,
  reason: 'unreachable',
  attempt: 1,
  nextAttemptAt: null,
  until: null,
  ...more,
});
const said = (connection: Connection, isInNetwork = true, now = 0) =>
  offlineWords(connection, isInNetwork, now, connectionTexts.en, (ms) => `at ${String(ms)}`)?.title;

suite('words', () => {
  const texts = connectionTexts.en;

  test('none while all is well', () => {
    assert.equal(said(offline({ phase: 'online', reason: null })), undefined);
    assert.equal(said(offline({ phase: 'connecting', reason: null })), undefined);
  });

  test('each reason has its own', () => {
    assert.equal(said(offline()), texts.lost);
    assert.equal(said(offline({ reason: null })), texts.lost);
    assert.equal(said(offline({ reason: 'stopping' })), texts.closed);
    assert.equal(said(offline({ reason: 'restarting' })), texts.restarts);
    assert.equal(said(offline({ reason: 'sleeping' })), texts.sleeping);
    assert.equal(said(offline({ reason: 'not_admitted' })), texts.waiting);
  });

  test('a page from this device itself needs no network; another does', () => {
    for (const [hostname, isOwn] of [
      ['localhost', true],
      ['127.0.0.1', true],
      ['127.8.0.1', true],
      ['[::1]', true],
      ['room.localhost', true],
      ['192.168.178.20', false],
      ['lanline.local', false],
      ['127.0.0.1.example', false],
      ['localhost.example', false],
      ['[fd00::1]', false],
    ] as const) {
      assert.equal(hasNetwork(false, hostname), isOwn, hostname);
      assert.equal(hasNetwork(true, hostname), true, hostname);
    }
    const isInNetwork = hasNetwork(false, '127.0.0.1');
    assert.equal(said(offline({ reason: 'stopping' }), isInNetwork), texts.closed);
    assert.equal(said(offline(), hasNetwork(false, '10.0.0.7')), texts.deviceOffline);
  });

  test('a restart that takes too long is none', () => {
    assert.equal(said(offline({ reason: 'restarting' }), true, 30_000), texts.lost);
  });

  test('a device without a network is told that first', () => {
    assert.equal(said(offline({ reason: 'stopping' }), false), texts.deviceOffline);
  });

  test('who was sent out hears until when, then that it is over; a network does not change that', () => {
    const kicked = offline({ phase: 'refused', reason: 'kicked', until: 60_000 });
    assert.equal(said(kicked, false, 59_999), texts.kicked('at 60000'));
    assert.equal(said(kicked, true, 60_000), texts.kickedOver);
  });
});

suite('countdown', () => {
  test('whole seconds, while there are at least two', () => {
    assert.equal(secondsToGo(offline({ nextAttemptAt: 4_000 }), 0), 4);
    assert.equal(secondsToGo(offline({ nextAttemptAt: 4_000 }), 1_001), 3);
    assert.equal(secondsToGo(offline({ nextAttemptAt: 4_000 }), 3_000), null);
  });

  test('none where nothing is planned', () => {
    assert.equal(secondsToGo(offline(), 0), null);
    assert.equal(secondsToGo(offline({ phase: 'online', nextAttemptAt: 9_000 }), 0), null);
  });
});

test('a time is rounded up: what is over then is over', () => {
  const at = new Date(2026, 10, 23, 14, 2, 1).getTime();
  assert.equal(timeOfDay(at, 'en'), '14:03');
  assert.equal(timeOfDay(new Date(2026, 10, 23, 14, 3, 0).getTime(), 'de'), '14:03');
});
